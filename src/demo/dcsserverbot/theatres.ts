import type { LatLng, Projection } from './projection.ts';

/** An airfield as it stands in the game. */
export interface Airfield extends LatLng {
  readonly name: string;
  /** ICAO, where it has one. */
  readonly code: string | null;
  /** Metres. */
  readonly alt: number;
  /** Degrees of the first runway's first name. */
  readonly heading: number;
  readonly runways: readonly string[];
}

export interface Theatre {
  readonly projection: Projection;
  /** Degrees, to the east positive. */
  readonly magVar: number;
  readonly airfields: readonly Airfield[];
}

const airfield = (
  name: string,
  code: string | null,
  [lat, lng, alt]: readonly [lat: number, lng: number, alt: number],
  [heading, ...runways]: readonly [heading: number, ...runways: string[]],
): Airfield => ({ name, code, lat, lng, alt, heading, runways });

/** The theatres that the simulated servers fly, and Syria, of which the API's description tells a coordinate. */
export const THEATRES: ReadonlyMap<string, Theatre> = new Map<string, Theatre>([
  [
    'Caucasus',
    {
      projection: { meridian: 33, falseEasting: -99_517, falseNorthing: -4_998_115 },
      magVar: 6.1,
      airfields: [
        airfield('Batumi', 'UGSB', [41.6103, 41.5997, 10], [126, '13', '31']),
        airfield('Kobuleti', 'UG5X', [41.9295, 41.8637, 18], [70, '07', '25']),
        airfield('Kutaisi', 'UGKO', [42.1776, 42.4826, 45], [74, '07', '25']),
        airfield('Senaki-Kolkhi', 'UGKS', [42.2416, 42.0609, 13], [95, '09', '27']),
        airfield('Gudauta', 'UG23', [43.1042, 40.5793, 21], [151, '15', '33']),
        airfield('Sochi-Adler', 'URSS', [43.4444, 39.9415, 30], [62, '06', '24']),
        airfield('Maykop-Khanskaya', 'URKH', [44.6714, 40.0213, 180], [39, '04', '22']),
        airfield('Anapa-Vityazevo', 'URKA', [45.0135, 37.3598, 43], [42, '04', '22']),
      ],
    },
  ],
  [
    'TheChannel',
    {
      projection: { meridian: 3, falseEasting: 99_376, falseNorthing: -5_636_889 },
      magVar: -10.2,
      airfields: [
        airfield('Manston', null, [51.3421, 1.3466, 49], [101, '10', '28']),
        airfield('Hawkinge', null, [51.1119, 1.1571, 160], [13, '01', '19']),
        airfield('Lympne', null, [51.0814, 1.0176, 107], [129, '13', '31']),
        airfield('Biggin Hill', null, [51.3285, 0.0338, 170], [45, '05', '23']),
        airfield('Dunkirk Mardyck', null, [51.029, 2.2489, 5], [80, '08', '26']),
        airfield('Saint Omer Longuenesse', null, [50.7279, 2.234, 67], [85, '08', '26']),
        airfield('Merville Calonne', null, [50.6178, 2.6424, 16], [36, '03', '21']),
      ],
    },
  ],
  [
    'Nevada',
    {
      projection: { meridian: -117, falseEasting: -193_997, falseNorthing: -4_410_028 },
      magVar: 11.6,
      airfields: [
        airfield('Nellis', 'KLSV', [36.2362, -115.0343, 570], [30, '03L', '03R', '21L', '21R']),
        airfield('Creech', 'KINS', [36.5872, -115.6734, 955], [80, '08', '26', '13', '31']),
        airfield('Groom Lake', 'KXTA', [37.235, -115.8111, 1_369], [145, '14L', '32R']),
        airfield(
          'McCarran International',
          'KLAS',
          [36.0801, -115.1523, 661],
          [75, '07L', '07R', '25L', '25R'],
        ),
        airfield('Tonopah Test Range', 'KTNX', [37.7988, -116.7808, 1_686], [143, '14', '32']),
      ],
    },
  ],
  [
    'MarianaIslands',
    {
      projection: { meridian: 147, falseEasting: 238_418, falseNorthing: -1_491_840 },
      magVar: -0.2,
      airfields: [
        airfield('Andersen AFB', 'PGUA', [13.5841, 144.9299, 166], [66, '06L', '06R', '24L', '24R']),
        airfield('Antonio B. Won Pat Intl', 'PGUM', [13.4834, 144.796, 77], [65, '06L', '06R', '24L', '24R']),
        airfield('Rota Intl', 'PGRO', [14.1743, 145.2425, 173], [92, '09', '27']),
        airfield('Saipan Intl', 'PGSN', [15.119, 145.7294, 65], [69, '07', '25']),
        airfield('Tinian Intl', 'PGWT', [14.9992, 145.6193, 73], [79, '08', '26']),
      ],
    },
  ],
  [
    'Syria',
    {
      projection: { meridian: 39, falseEasting: 282_801, falseNorthing: -3_879_866 },
      magVar: 5.6,
      airfields: [
        airfield('Bassel Al-Assad', 'OSLK', [35.4008, 35.9487, 28], [176, '17L', '17R', '35L', '35R']),
        airfield('Hatay', 'LTDA', [36.3713, 36.2981, 77], [42, '04', '22']),
        airfield('Incirlik', 'LTAG', [37.0021, 35.4259, 73], [51, '05', '23']),
        airfield('Ramat David', 'LLRD', [32.665, 35.1793, 32], [95, '09', '27']),
      ],
    },
  ],
]);

const NOWHERE: Theatre = {
  projection: { meridian: 33, falseEasting: 0, falseNorthing: 0 },
  magVar: 0,
  airfields: [],
};

/** One that the simulator does not know has no airfields. */
export const theatreOf = (name: string): Theatre => THEATRES.get(name) ?? NOWHERE;
