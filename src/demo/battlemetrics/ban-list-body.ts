import { forbidden } from './api-error.ts';
import { Body, DIGITS } from './body.ts';
import type { SimCall } from './endpoint.ts';
import {
  LIST_ACTIONS,
  type SimListPermissions,
  type SimListServer,
  type SimListServerSettings,
  type SimListSettings,
} from './organization-records.ts';

const NATIVE = ['defaultNativeEnabled', 'nativeBanTTL', 'nativeBanTempMaxExpires', 'nativeBanPermMaxExpires'];
export const LIST_SETTINGS = [
  'action',
  'defaultIdentifiers',
  'defaultReasons',
  'defaultAutoAddEnabled',
  ...NATIVE,
];
export const LIST_PERMISSIONS = ['permManage', 'permCreate', 'permUpdate', 'permDelete'] as const;
export const LIST_RELATIONSHIPS = ['organization', 'owner', 'servers'];

/** Of the settings those that a body has. */
export function readListSettings(attributes: Body): Partial<SimListSettings> {
  return {
    ...(attributes.has('action') && { action: attributes.choice('action', LIST_ACTIONS) }),
    ...(attributes.has('defaultIdentifiers') && {
      defaultIdentifiers: attributes.texts('defaultIdentifiers'),
    }),
    ...(attributes.has('defaultReasons') && { defaultReasons: attributes.texts('defaultReasons') }),
    ...(attributes.has('defaultAutoAddEnabled') && {
      defaultAutoAddEnabled: attributes.boolean('defaultAutoAddEnabled'),
    }),
    ...readNative(attributes),
  };
}

type NativeSettings = Pick<
  SimListSettings,
  'defaultNativeEnabled' | 'nativeBanTTL' | 'nativeBanTempMaxExpires' | 'nativeBanPermMaxExpires'
>;

function readNative(body: Body): Partial<NativeSettings> {
  const minutes = (key: string): number | null => body.nullable(key, () => body.integer(key, 0));
  return {
    ...(body.has('defaultNativeEnabled') && {
      defaultNativeEnabled: body.nullable('defaultNativeEnabled', (key) => body.boolean(key)),
    }),
    ...(body.has('nativeBanTTL') && { nativeBanTTL: minutes('nativeBanTTL') }),
    ...(body.has('nativeBanTempMaxExpires') && {
      nativeBanTempMaxExpires: minutes('nativeBanTempMaxExpires'),
    }),
    ...(body.has('nativeBanPermMaxExpires') && {
      nativeBanPermMaxExpires: minutes('nativeBanPermMaxExpires'),
    }),
  };
}

/** Of the permissions those that a body has. */
export function readListPermissions(attributes: Body): Partial<SimListPermissions> {
  const given = LIST_PERMISSIONS.filter((key) => attributes.has(key));
  return Object.fromEntries(given.map((key) => [key, attributes.boolean(key)]));
}

/**
 * The servers that a list is used on; undefined where the body does not say.
 * @throws SimError 403 for a server of somebody else
 */
export function readListServers(
  { world }: SimCall,
  relationships: Body,
): readonly SimListServer[] | null | undefined {
  if (!relationships.has('servers')) return undefined;
  const servers = relationships.object('servers', ['data'], ['data']);
  return servers.nullable('data', (key) =>
    servers.items(key).map((item, index) => {
      const pointer = `${servers.pointer(key)}/${index}`;
      const entry = new Body(item, pointer, ['type', 'id', 'meta'], ['type', 'id']);
      entry.constant('type', 'server');
      const server = world.servers.find(({ id }) => id === entry.raw('id'));
      if (server?.organizationId !== world.organization.id) throw forbidden();
      const meta = entry.has('meta') ? entry.nullable('meta', () => readServerSettings(entry)) : null;
      return { id: server.id, meta };
    }),
  );
}

function readServerSettings(entry: Body): SimListServerSettings {
  const meta = entry.object('meta', ['action', ...NATIVE]);
  return {
    ...(meta.has('action') && { action: meta.nullable('action', (key) => meta.choice(key, LIST_ACTIONS)) }),
    ...readNative(meta),
  };
}

/** The relationships `organization` and `owner`. @throws SimError 403 unless the first is the token owner's */
export function readListOrganizations({ world }: SimCall, relationships: Body) {
  const organizationId = relationships.relation('organization', 'organization', DIGITS);
  const ownerId = relationships.relation('owner', 'organization', DIGITS);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  return { organizationId, ownerId };
}
