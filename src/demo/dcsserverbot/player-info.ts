import { type Answer, json } from './answer.ts';
import { creditsOf, forPlayer, modulesOf, statsOf } from './current-player.ts';
import type { RouteRequest } from './routes.ts';
import type { SimulatedPilot, SimulatedWorld } from './world.ts';

const squadronsOf = ({ ucid }: SimulatedPilot, { squadrons }: SimulatedWorld): unknown[] =>
  squadrons
    .filter(({ members }) => members.includes(ucid))
    .map(({ name, imageUrl }) => ({ name, image_url: imageUrl ?? '' }));

/** POST /player_squadrons */
export function playerSquadrons(request: RouteRequest): Answer {
  return forPlayer(request, (pilot) => json(squadronsOf(pilot, request.world)));
}

/** POST /player_info: the answers of other endpoints in one. The credits are of the running campaign alone. */
export function playerInfo(request: RouteRequest): Answer {
  const server = request.form.get('server_name');
  return forPlayer(request, (pilot) =>
    json({
      current_server: pilot.online ?? null,
      overall: statsOf(pilot, { last: false, server }),
      last_session: statsOf(pilot, { last: true, server }),
      module_stats: modulesOf(pilot, server),
      credits: creditsOf(pilot, request.world) ?? null,
      squadrons: squadronsOf(pilot, request.world),
    }),
  );
}
