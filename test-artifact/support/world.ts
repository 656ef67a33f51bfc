import { join } from 'node:path';
import type { Account as OtherAccount } from '../../local/fleet/accounts.ts';
import { createTimeline, type Timeline } from '../../local/timeline.ts';
import type { WireRequest } from '../../local/wire/index.ts';
import type { SlackThread } from '../../shared/domain/view.ts';
import type { ClickRequest } from '../../shared/slack-door/index.ts';
import { type Account, type AccountOptions, createAccount } from './account.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { type Doors, openDoors } from './doors.ts';
import { openServers, type Servers } from './servers.ts';
import { urlEvent } from './url-event.ts';

const START = Date.parse('2026-11-23T09:00:00Z');

/** The packaged stack, deployed to a simulated AWS: its bundles run as they are, each in a process of its own. */
export interface ArtifactWorld extends Account, Pick<Doors, 'door' | 'output'>, Pick<Servers, 'requests'> {
  readonly deployment: Deployment;
  readonly timeline: Timeline;
  /** Let so many minutes pass. */
  minutes(count: number): Promise<void>;
  /** Send a request to the Slack function's URL; gives what it answers. */
  knock(request: ClickRequest): Promise<unknown>;
  /** Press a button under a message. */
  click(where: SlackThread, action: 'approve' | 'deny' | 'snooze', user: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface ArtifactOptions extends Pick<AccountOptions, 'onCheckpoint'> {
  /** In place of the suite's `watchkeeper.yml`: what the build would put beside the bundles. */
  readonly config?: string;
  /** Accounts and Regions that a role leads to. */
  readonly others?: readonly OtherAccount[];
  /** Called before AWS answers a function; throwing breaks the connection. */
  readonly onRequest?: (request: WireRequest) => void;
}

export async function openArtifactWorld(
  stackFolder: string,
  { onRequest = () => {}, config, others = [], ...options }: ArtifactOptions = {},
): Promise<ArtifactWorld> {
  const deployment = readDeployment(join(stackFolder, 'package'));
  const timeline = createTimeline(START);
  const invoke: AccountOptions['invoke'] = (arn, event) => doors.invoke(arn, event);
  const account = createAccount({ deployment, timeline, invoke, ...options });
  const servers = await openServers(account, deployment, others, onRequest);
  const unzipped = join(stackFolder, 'unzipped');
  const doors = openDoors({ deployment, unzipped, variables: servers.variables, config, now: timeline.now });
  const knock = (request: ClickRequest) =>
    invoke(deployment.arn('SlackLambdaFunction'), urlEvent(request, timeline.now()));
  return {
    ...account,
    door: doors.door,
    output: doors.output,
    requests: servers.requests,
    deployment,
    timeline,
    minutes: (count) => timeline.run(timeline.now() + count * 60_000),
    knock,
    click: (where, action, user) => knock(account.slack.click(where, action, user)),
    async close() {
      await doors.close();
      await servers.close();
    },
  };
}
