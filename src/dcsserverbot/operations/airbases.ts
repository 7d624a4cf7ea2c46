import { operation, same } from '../operation.ts';
import { integer, serverName, text } from '../parameters.ts';
import {
  wireAirbaseCapture,
  wireAirbaseInfo,
  wireAirbases,
  wireWarehouse,
  wireWarehouseItem,
} from '../wire/airbases.ts';
import { wireAtis } from '../wire/atis.ts';
import { GAME_MS } from './waits.ts';

const section = 'Airbase';
const versions = ['current'] as const;
const airbaseName = text('Name of the airbase, exactly as `airbases.list` tells it.');
const oneAirbase = { serverName, airbaseName };

/** The airbases of the mission that runs on a server. All of them reject with a NotFoundError for an unknown server. */
export const airbases = {
  /** GET /airbases: from the mission as it was loaded, without asking the game. */
  list: operation({
    method: 'GET',
    path: '/airbases',
    section,
    summary: 'Lists the airbases of the mission that runs on a server.',
    versions,
    query: { serverName },
    answer: same(wireAirbases),
  }),

  /** GET /airbase: as the game tells it now, with runways, parking and warehouse. */
  get: operation({
    method: 'GET',
    path: '/airbase',
    section,
    summary: 'Tells all that the game knows of an airbase.',
    versions,
    query: oneAirbase,
    answer: same(wireAirbaseInfo),
    waitMs: GAME_MS,
  }),

  /** GET /airbase/atis; a NotFoundError also where the server does not run. */
  atis: operation({
    method: 'GET',
    path: '/airbase/atis',
    section,
    summary: 'Tells the weather and the active runways at an airbase.',
    versions,
    query: oneAirbase,
    answer: same(wireAtis),
    waitMs: GAME_MS,
  }),

  /** GET /airbase/warehouse; a NotFoundError for an airbase without one. */
  warehouse: operation({
    method: 'GET',
    path: '/airbase/warehouse',
    section,
    summary: 'Tells what the warehouse of an airbase holds.',
    versions,
    query: oneAirbase,
    answer: same(wireWarehouse),
    waitMs: GAME_MS,
  }),

  /** POST /airbase/warehouse/item: in the running mission only; it is forgotten with it. */
  setWarehouseItem: operation({
    method: 'POST',
    path: '/airbase/warehouse/item',
    section,
    summary: 'Sets how much of an item the warehouse of an airbase holds.',
    versions,
    form: {
      ...oneAirbase,
      item: text("The game's own name of the item: `weapons.bombs.GBU_38`."),
      value: integer('Quantity from then on, in pieces; of liquids in kilograms.', 0),
    },
    answer: same(wireWarehouseItem),
    writes: true,
    touches: ['/airbase'],
    waitMs: GAME_MS,
  }),

  /** POST /airbase/capture: in the running mission only. */
  capture: operation({
    method: 'POST',
    path: '/airbase/capture',
    section,
    summary: 'Gives an airbase to a coalition.',
    versions,
    form: { ...oneAirbase, coalition: integer('Coalition that gets it: 0 neutral, 1 red, 2 blue.', 0, 2) },
    answer: same(wireAirbaseCapture),
    writes: true,
    touches: ['/airbase'],
    waitMs: GAME_MS,
  }),
};
