import { audience } from '../../reports/data/audience.js';
import { cityFiles } from '../../reports/data/hospital-files.js';
import type { ReportData } from '../../reports/data/report-data.js';
import type { DisclosedFigure } from '../disclose/disclosed-figure.js';
import type { Peer } from '../disclose/peers.js';
import type { Figure } from '../figure/figures.js';
import { groupBy } from '../message/group-by.js';
import { figureColumns } from '../warehouse/schema.js';
import type { DisclosedBatch } from './disclose-batch.js';
import { csvPieces, figurePieces, figuresOfYear } from './figures-csv.js';

/**
 * The files of figures for others than the centre, of the periods that touch the year and of all cases together: `public/figures.csv` and `peers.csv` what everybody may see, of all years,
 * `hospitals/<code>/figures.csv` a hospital's own and `cities/<city>/figures.csv` those of a city and its hospitals, in full.
 *
 * @param folders the folder of each hospital, by code
 */
export function* audienceFiles(
  { figures, hospitals, month }: ReportData,
  disclosed: DisclosedBatch,
  folders: ReadonlyMap<string, string>,
): Generator<[name: string, content: Iterable<string>]> {
  const open = disclosed.editionOf({ kind: 'public' });
  yield [`${audience.public}/figures.csv`, openPieces(open.figures)];
  yield [`${audience.public}/peers.csv`, peerPieces(open.peers)];
  const names = figureColumns.map(([name]) => name);
  // A stratum is what a hospital's page shows; all of them in a province's files are a hundred megabytes.
  const ofYear = figuresOfYear(figures, month).filter(({ stratum }) => stratum === '');
  const own = groupBy(
    ofYear.filter(({ level }) => level === 'hospital'),
    ({ unit }) => unit,
  );
  for (const [hospital, folder] of folders)
    yield [`${audience.hospital(folder)}/figures.csv`, figurePieces(own.get(hospital) ?? [], names)];
  const ofCity = groupBy(
    ofYear.filter(({ level }) => level === 'city'),
    ({ unit }) => unit,
  );
  const byCity = groupBy(hospitals, ({ city }) => city ?? '');
  const cities = [...byCity.keys()].filter((city) => city !== '').sort();
  const files = cityFiles(cities);
  for (const city of cities) {
    const inside: Figure[] = [...(ofCity.get(city) ?? [])];
    for (const { hospital_id } of byCity.get(city) ?? [])
      for (const figure of own.get(hospital_id) ?? []) inside.push(figure);
    yield [`${audience.city(files.get(city) ?? '')}/figures.csv`, figurePieces(inside, names)];
  }
}

const openNames = [...figureColumns.map(([name]) => name), 'state', 'sides'] as const;

const openPieces = (figures: readonly DisclosedFigure[]): Generator<string> =>
  csvPieces(openNames, figures, (figure) => openNames.map((name) => figure[name]), { newline: '\n' });

const peerNames = [
  'code',
  'version',
  'period_type',
  'period',
  'label',
  'rate',
  'size_from',
  'size_to',
] as const;

const peerPieces = (peers: readonly Peer[]): Generator<string> =>
  csvPieces(peerNames, peers, (peer) => peerNames.map((name) => peer[name]), { newline: '\n' });
