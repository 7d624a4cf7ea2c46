import { type Airfield, theatreOf } from './theatres.ts';

export interface Warehouse {
  readonly aircraft: Map<string, number>;
  readonly weapon: Map<string, number>;
  /** Kilograms by the kind of liquid: jet fuel, petrol, MW-50, diesel. */
  readonly liquids: Map<string, number>;
}

export interface SimulatedAirbase {
  readonly field: Airfield;
  /** 0 nobody's, 1 red, 2 blue. The server checks no number that it is told. */
  coalition: number;
  readonly warehouse: Warehouse;
}

const MODERN = {
  aircraft: ['A-10C_2', 'F-16C_50', 'FA-18C_hornet', 'F-14B', 'MiG-29S', 'Su-27', 'AH-64D_BLK_II', 'UH-1H'],
  weapon: [
    'weapons.bombs.GBU_38',
    'weapons.bombs.Mk_82',
    'weapons.missiles.AIM_120C',
    'weapons.missiles.AIM_9X',
    'weapons.missiles.AGM_154',
    'weapons.nurs.HYDRA_70_M151_M433',
    'weapons.containers.LANTIRN',
    'weapons.droptanks.FuelTank_350L',
  ],
};
const WARTIME = {
  aircraft: ['SpitfireLFMkIX', 'P-51D-30-NA', 'P-47D-40', 'MosquitoFBMkVI', 'Bf-109K-4', 'FW-190D9'],
  weapon: ['weapons.bombs.AN_M64', 'weapons.bombs.SC_500_J', 'weapons.droptanks.Spitfire_tank_1'],
};

/** The airfields of a theatre as a mission begins with them: the first half blue, then one of nobody, the rest red. */
export function createAirbases(theatre: string): SimulatedAirbase[] {
  const { airfields } = theatreOf(theatre);
  const { aircraft, weapon } = theatre === 'TheChannel' ? WARTIME : MODERN;
  const middle = Math.floor(airfields.length / 2);
  const stock = (items: readonly string[], of: (index: number) => number): Map<string, number> =>
    new Map(items.map((item, index) => [item, of(index)]));
  return airfields.map((field, nth) => ({
    field,
    coalition: nth < middle ? 2 : nth === middle ? 0 : 1,
    warehouse: {
      aircraft: stock(aircraft, (index) => 4 + ((nth * 5 + index * 3) % 12)),
      weapon: stock(weapon, (index) => 50 * (1 + ((nth + index) % 4))),
      liquids: stock(['0', '1', '2', '3'], (index) => 500_000 - 45_000 * ((nth + index) % 5)),
    },
  }));
}
