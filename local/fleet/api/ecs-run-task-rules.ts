import type { RunTaskRequest } from '@aws-sdk/client-ecs';
import type { ClusterModel, DefinitionModel } from '../model.ts';
import { invalid } from './ecs-input.ts';

interface Request {
  readonly cluster: ClusterModel;
  readonly definition: DefinitionModel;
  readonly input: RunTaskRequest;
}

/** What ECS refuses, in the order of asking. Each rule gives its message, or nothing. */
const RULES: readonly ((request: Request) => string | false | undefined)[] = [
  ({ input: { count = 1 } }) => (count < 1 || count > 10) && 'count must be between 1 and 10.',
  ({ input }) =>
    input.launchType !== undefined &&
    input.capacityProviderStrategy !== undefined &&
    'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
  ({ input }) => (input.startedBy?.length ?? 0) > 128 && 'startedBy can be at most 128 characters long.',
  ({ input: { clientToken } }) =>
    clientToken !== undefined &&
    !/^[!-~]{1,64}$/.test(clientToken) &&
    'clientToken must be 1 to 64 characters of printable ASCII.',
  ({ input }) => input.group?.startsWith('service:') && 'Invalid namespace for group.',
  ({ input }) =>
    input.tags?.some(({ key }) => key?.toLowerCase().startsWith('aws:')) &&
    'Tag keys that begin with aws: are reserved.',
  ({ definition, input }) =>
    definition.record.networkMode === 'awsvpc' &&
    !input.networkConfiguration?.awsvpcConfiguration?.subnets?.length &&
    "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  ({ definition, input }) =>
    definition.record.networkMode !== 'awsvpc' &&
    input.networkConfiguration !== undefined &&
    'Network Configuration is not valid for the given networkMode of this task definition.',
  unknownContainer,
  unknownProvider,
  ({ cluster, input }) =>
    input.launchType === 'EC2' &&
    cluster.instances.length === 0 &&
    'No Container Instances were found in your cluster.',
];

/** Throws InvalidParameterException for the first rule that the request breaks. */
export function checkRunTask(
  cluster: ClusterModel,
  definition: DefinitionModel,
  input: RunTaskRequest,
): void {
  for (const rule of RULES) {
    const message = rule({ cluster, definition, input });
    if (message) throw invalid(message);
  }
}

function unknownContainer({ definition, input }: Request): string | undefined {
  const known = new Set(definition.record.containerDefinitions?.map(({ name }) => name));
  const stranger = input.overrides?.containerOverrides?.find(({ name }) => !known.has(name));
  return (
    stranger && `Override for container named ${stranger.name} is not a container in the TaskDefinition.`
  );
}

function unknownProvider({ cluster, input }: Request): string | undefined {
  const known = cluster.record.capacityProviders ?? [];
  const stranger = input.capacityProviderStrategy?.find(
    ({ capacityProvider }) => !known.includes(capacityProvider ?? ''),
  );
  return stranger && `The specified capacity provider '${stranger.capacityProvider}' was not found.`;
}
