import { forbidden, invalid, notFound, SimError } from './api-error.ts';
import { findBan } from './ban-writes.ts';
import { Body, DIGITS, type Json } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import type { SimBanExemption } from './records.ts';
import { ref, resource } from './resources.ts';
import { newUuid } from './world.ts';

const LIST = '/bans/{ban}/relationships/exemptions';

/**
 * Exemptions from bans of shared lists. An organization has one from a ban at most, and the paths of PATCH and DELETE
 * name none: the token owner's organization is meant.
 */
export const exemptionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: LIST,
    params: { 'fields[banExemption]': 'text' },
    answer: (call) => ({
      status: 200,
      body: { data: exemptionsOf(call).map((exemption) => exemptionResource(call, exemption)) },
    }),
  },
  {
    method: 'GET',
    path: `${LIST}/{id}`,
    answer: (call) => {
      const found = exemptionsOf(call).find(({ id }) => id === call.path['id']);
      if (found === undefined) throw notFound();
      return { status: 200, body: { data: exemptionResource(call, found) } };
    },
  },
  { method: 'POST', path: LIST, answer: createExemption },
  { method: 'PATCH', path: LIST, answer: updateExemption },
  {
    method: 'DELETE',
    path: LIST,
    answer: (call) => {
      const { exemptions } = call.world;
      exemptions.splice(exemptions.indexOf(ownExemption(call)), 1);
      return { status: 204 };
    },
  },
];

export function exemptionResource(
  call: SimCall,
  { id, banId, organizationId, reason }: SimBanExemption,
): Json {
  const relationships = { organization: ref('organization', organizationId), ban: ref('ban', banId) };
  return resource(call, 'banExemption', id, { reason }, relationships);
}

function createExemption(call: SimCall) {
  const { world } = call;
  const ban = findBan(call, 'ban');
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'relationships'],
  );
  data.constant('type', 'banExemption');
  const reason = readReason(data) ?? null;
  const organizationId = data
    .object('relationships', ['organization'], ['organization'])
    .relation('organization', 'organization', DIGITS);
  if (organizationId !== world.organization.id) throw forbidden();
  if (exemptionsOf(call).some((known) => known.organizationId === organizationId)) {
    throw new SimError(409, 'Conflict', 'The organization is already exempt from this ban');
  }
  const exemption: SimBanExemption = { id: newUuid(world), banId: ban.id, organizationId, reason };
  world.exemptions.push(exemption);
  return { status: 201, body: { data: exemptionResource(call, exemption) } };
}

function updateExemption(call: SimCall) {
  const exemption = ownExemption(call);
  const data = new Body(call.body, '', ['data'], ['data']).object('data', [
    'type',
    'id',
    'attributes',
    'relationships',
  ]);
  if (data.has('type')) data.constant('type', 'banExemption');
  if (data.has('id')) data.constant('id', exemption.id);
  if (data.has('relationships')) {
    const relationships = data.object('relationships', ['ban', 'organization']);
    const banId = relationships.relation('ban', 'ban', DIGITS) ?? exemption.banId;
    const organizationId = relationships.relation('organization', 'organization', DIGITS);
    if (banId !== exemption.banId) throw invalid('must be equal to constant');
    if (organizationId !== undefined && organizationId !== exemption.organizationId) throw forbidden();
  }
  const reason = readReason(data);
  if (reason !== undefined) exemption.reason = reason;
  return { status: 204 };
}

function readReason(data: Body): string | null | undefined {
  if (!data.has('attributes')) return undefined;
  const attributes = data.object('attributes', ['reason']);
  if (!attributes.has('reason')) return undefined;
  return attributes.nullable('reason', (key) => attributes.text(key, 0, 255));
}

function exemptionsOf(call: SimCall): readonly SimBanExemption[] {
  const ban = findBan(call, 'ban');
  return call.world.exemptions.filter(({ banId }) => banId === ban.id);
}

function ownExemption(call: SimCall): SimBanExemption {
  const own = exemptionsOf(call).find(({ organizationId }) => organizationId === call.world.organization.id);
  if (own === undefined) throw notFound();
  return own;
}
