import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import type { SimNote } from './records.ts';
import { asHtml, iso, ref, resource } from './resources.ts';

export function noteResource(call: SimCall, note: SimNote): Json {
  const { user, organization } = call.world;
  const attributes = { note: asHtml(note.note), shared: note.shared, createdAt: iso(note.createdAt) };
  const relationships = {
    player: ref('player', note.playerId),
    ...(note.personal ? {} : { organization: ref('organization', note.organizationId ?? organization.id) }),
    user: ref('user', note.userId ?? user.id),
  };
  return resource(call, 'playerNote', note.id, attributes, relationships);
}
