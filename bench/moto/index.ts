import { installMoto } from '../../scripts/moto/install.ts';
import { startMoto } from '../../scripts/moto/server.ts';
import { ConfigurationError } from '../../shared/domain/errors.ts';
import type { LocalAws } from '../aws.ts';
import type { Built } from '../bundles.ts';
import { type Contender, contender, contenders } from '../contenders.ts';
import { installCustodian, openCustodian } from '../custodian/index.ts';
import { fillMoto } from './account.ts';
import { openRelay } from './relay.ts';

/** What is measured side by side against one moto. */
export interface MotoSide {
  readonly contenders: readonly Contender[];
  close(): Promise<void>;
}

/** Cloud Custodian, and triage beside it; nothing, and one line why, where Python or PyPI is missing. */
export async function openMotoSide(built: Built, aws: LocalAws, folder: string): Promise<MotoSide> {
  try {
    return await open(built, aws, folder);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.log(`Cloud Custodian and what is measured beside it are left out: ${error.message}`);
    return { contenders: [], close: async () => {} };
  }
}

async function open(built: Built, aws: LocalAws, folder: string): Promise<MotoSide> {
  const [motoPython, custodianPython] = [installMoto(), installCustodian()];
  const moto = await startMoto(motoPython);
  await fillMoto(moto.endpoint, aws.table);
  const relay = await openRelay(moto.endpoint);
  const env = aws.envAt(relay.port);
  const counted = contender(contenders(built, { ...aws, env }), 'counted');
  const ours: Contender = { ...counted, id: 'counted-in-moto', title: 'triage, counted (moto)' };
  const theirs = await openCustodian(custodianPython, env, folder);
  return {
    contenders: [ours, ...theirs],
    async close() {
      await relay.close();
      await moto.stop();
    },
  };
}
