import { API, type Difference, GUIDE } from './difference.ts';

export const TASKS: readonly Difference[] = [
  {
    what: 'When a task was made, started and stopped',
    fleet: 'each time as it passes',
    moto: 'no times',
    right: 'fleet',
    source: `${API}API_Task.html`,
    at: {
      'a running task': ['result.0.createdAt', 'result.0.startedAt'],
      'a stopped task': [
        'result.0.createdAt',
        'result.0.startedAt',
        'result.0.stoppingAt',
        'result.0.stoppedAt',
      ],
    },
  },
  {
    what: 'Why a task stopped, as a code',
    fleet: '`UserInitiated` after StopTask',
    moto: 'no `stopCode`',
    right: 'fleet',
    source: `${API}API_Task.html`,
    at: { 'a stopped task': ['result.0.stopCode'] },
  },
  {
    what: 'The exit code of a container',
    fleet: 'none while it runs; 143 when SIGTERM ended it',
    moto: '0 from the start',
    right: 'fleet',
    source: `${API}API_Container.html`,
    at: {
      'a running task': ['result.0.containers.0.exitCode'],
      'a stopped task': ['result.0.containers.0.exitCode'],
    },
  },
  {
    what: 'The status of a container',
    fleet: 'follows its task',
    moto: '`PENDING` for ever',
    right: 'fleet',
    source: `${API}API_Container.html`,
    at: {
      'a running task': ['result.0.containers.0.lastStatus'],
      'a stopped task': ['result.0.containers.0.lastStatus'],
    },
  },
  {
    what: 'What Fargate fills in: image digest, platform version, zone, CPU, memory, execute command',
    fleet: 'all of them',
    moto: 'none of them',
    right: 'fleet',
    source: `${GUIDE}ecs_task_events.html`,
    at: Object.fromEntries(
      ['a running task', 'a stopped task'].map((call) => [
        call,
        [
          'result.0.containers.0.imageDigest',
          'result.0.platformVersion',
          'result.0.availabilityZone',
          'result.0.cpu',
          'result.0.memory',
          'result.0.enableExecuteCommand',
        ],
      ]),
    ),
  },
  {
    what: 'The overrides of a task that was started without any',
    fleet: 'one for each container, with its name',
    moto: 'an empty object',
    right: 'fleet',
    source: `${GUIDE}ecs_task_events.html`,
    at: { 'a running task': ['result.0.overrides.*'], 'a stopped task': ['result.0.overrides.*'] },
  },
  {
    what: 'The public address of a task that asked for one',
    fleet: 'on its network interface',
    moto: 'nowhere',
    right: 'fleet',
    source: `${GUIDE}fargate-task-networking.html`,
    at: { 'the network of an interface': ['result.assignPublicIp'] },
  },
  {
    what: 'RunTask again with the same token',
    fleet: 'gives the task that the first call started',
    moto: 'does not look at the token, and starts another task',
    right: 'fleet',
    source: `${API}ECS_Idempotency.html`,
    at: { 'run a task twice with one token': ['result'] },
  },
  {
    what: 'RunTask with other parameters under the same token',
    fleet: 'ConflictException',
    moto: 'does not look at the token, and starts another task',
    right: 'fleet',
    source: `${API}ECS_Idempotency.html`,
    at: { 'run another task with the same token': ['calls', 'result.*'] },
  },
];
