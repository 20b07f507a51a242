/** Files are for their unit, and where they say so for the alliance under the hat; imports are for the unit that imports. */
import { globalId } from '../../../src/domain/ids.ts';
import { imported, row, sheetOf } from '../../scenarios/sheets/listing-sheets.ts';
import { asked, runImports, sent } from '../../scenarios/units/sheets.ts';
import { there } from '../../scenarios/story.ts';
import { RegisterUnitDocument, WithdrawRegistrationDocument } from '../../generated/operations.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { inRed, type Cast, type Who } from './people.ts';

const STREET = ['street', 'streetBare'] as const;
const SHEET = '单位名称,单位类型\n,村\n市场,村\n市场,村\n';

export async function sheetFacts(world: World, { red }: Cast): Promise<Facts> {
  const of = async (who: 'street' | 'mall', audience: string): Promise<string> =>
    (await sent(world, red[who], '名单.csv', SHEET, { query: { audience } })).id;
  const sheet = await of('street', 'UNIT');
  const job = await asked(red.street, sheet);
  await runImports(world);
  const issues = await world.sql<{ id: string }>('select id from directory.import_issue order by id');
  const [corrected] = await world.sql<{ id: string }>('select corrected_file_id as id from directory.import_job');
  const listings = await imported(world, red.street, 'OFFER', await sheetOf([row({ 数量: '0' })]));
  const wrong = await world.sql<{ id: string }>('select id from exchange.import_issue order by id');
  const mistaken = await red.street.do(RegisterUnitDocument, {
    kind: 'TEAM' as const,
    name: '误登记的队',
    shortName: '误登记',
  });
  const { withdrawal } = await red.street.do(WithdrawRegistrationDocument, {
    ...{ unitId: there(mistaken.unit).id, reason: '重复登记' },
  });
  const seen = (id: string, seenBy: readonly Who[]) => ({ id, seenBy });
  return {
    File: {
      sheet: seen(sheet, STREET),
      corrected: seen(globalId('file', corrected?.id ?? ''), STREET),
      listings: seen(there(listings.file).id, STREET),
      listingsCorrected: seen(there(listings.correctedFile).id, STREET),
      own: seen(await of('mall', 'UNIT'), ['mall', 'mallBare']),
      alliance: seen(await of('mall', 'ALLIANCE'), [...inRed.filter((who) => who !== 'app'), 'mallBare']),
    },
    RegistrationWithdrawal: { withdrawal: seen(there(withdrawal).id, STREET) },
    ImportJob: { job: seen(job.id, STREET) },
    ImportIssue: Object.fromEntries(issues.map(({ id }, i) => [`issue ${i}`, seen(globalId('issue', id), STREET)])),
    ListingImport: { listings: seen(listings.id, STREET) },
    ListingImportIssue: Object.fromEntries(
      wrong.map(({ id }, i) => [`issue ${i}`, seen(globalId('listingissue', id), STREET)]),
    ),
  };
}
