import { forbidden, invalid } from './api-error.ts';
import { Body, DIGITS } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { findFlag } from './flag-endpoints.ts';
import { flagResource } from './resources.ts';
import { newUuid, type SimFlag } from './world.ts';

const ICONS: readonly unknown[] = [
  null,
  'flag',
  'alarm',
  'attach_money',
  'block',
  'bookmark',
  'check_circle_outline',
  'emoji_objects',
  'enhanced_encryption',
  'error_outline',
  'highlight_off',
  'info',
  'label',
  'loyalty',
  'monetization_on',
  'note_add',
  'notifications',
  'notification_important',
  'policy',
  'verified_user',
  'priority_high',
  'remove_circle',
  'report',
  'star',
  'thumb_down',
  'thumb_up',
  'visibility',
  'warning',
  'whatshot',
];
const ATTRIBUTES = ['color', 'description', 'icon', 'name'];
const COLOR = /^#[0-9a-fA-F]{6}$/;

/** Making, changing and deleting flags. */
export const flagDefinitionEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/player-flags', scope: 'flag:create', answer: createFlag },
  { method: 'PATCH', path: '/player-flags/{id}', scope: 'flag:update', answer: updateFlag },
  {
    method: 'DELETE',
    path: '/player-flags/{id}',
    scope: 'flag:delete',
    answer: (call) => {
      const { flags, flagPlayers } = call.world;
      const flag = ownFlag(call);
      flags.splice(flags.indexOf(flag), 1);
      flagPlayers.splice(0, flagPlayers.length, ...flagPlayers.filter(({ flagId }) => flagId !== flag.id));
      return { status: 204 };
    },
  },
];

function createFlag(call: SimCall) {
  const { world, now } = call;
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'attributes'],
  );
  data.constant('type', 'playerFlag');
  const described = readAttributes(data);
  const related = data.optional('relationships', ['organization', 'user']);
  const organizationId = related?.relation('organization', 'organization', DIGITS);
  const userId = related?.relation('user', 'user', DIGITS) ?? world.user.id;
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  if (userId !== world.user.id) throw forbidden();
  const flag: SimFlag = {
    id: newUuid(world),
    ...described,
    createdAt: now,
    personal: organizationId === undefined,
  };
  world.flags.push(flag);
  return readable(call, 201, flag);
}

function updateFlag(call: SimCall) {
  const flag = ownFlag(call);
  const keys = ['type', 'id', 'attributes'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'playerFlag');
  data.constant('id', flag.id);
  Object.assign(flag, readAttributes(data), { updatedAt: call.now });
  return readable(call, 200, flag);
}

/** One that the token's owner may change: flags that others share are theirs. */
function ownFlag(call: SimCall): SimFlag {
  const flag = findFlag(call, call.path['id']);
  if ((flag.organizationId ?? call.world.organization.id) !== call.world.organization.id) throw forbidden();
  return flag;
}

function readable(call: SimCall, status: number, flag: SimFlag) {
  return call.can('flag:read') ? { status, body: { data: flagResource(call, flag) } } : { status };
}

/** All four are required, also where a flag is changed. */
function readAttributes(data: Body): Pick<SimFlag, 'name' | 'color' | 'description' | 'icon'> {
  const attributes = data.object('attributes', ATTRIBUTES, ATTRIBUTES);
  const color = attributes.text('color', 0, 255);
  if (!COLOR.test(color)) {
    throw invalid(`must match pattern "${COLOR.source}"`, { pointer: attributes.pointer('color') });
  }
  if (!ICONS.includes(attributes.raw('icon'))) {
    throw invalid('must be equal to one of the allowed values', { pointer: attributes.pointer('icon') });
  }
  return {
    name: attributes.text('name', 1, 255),
    color,
    description: attributes.nullable('description', (key) => attributes.text(key, 0, 5_000)),
    icon: attributes.nullable('icon', (key) => attributes.text(key, 1, 64)),
  };
}
