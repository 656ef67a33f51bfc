import { CallbackTimeoutException, DurableExecutionAlreadyStartedException } from '@aws-sdk/client-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createResume,
  createStartResponse,
  executionName,
  RESUME_PERMISSIONS,
  START_PERMISSIONS,
} from '../../shared/aws/responses.ts';
import { executionOf, type IncidentRef } from '../../shared/domain/incident.ts';
import { serviceError, simulatedAws } from './simulated-aws.ts';

const REF: IncidentRef = {
  key: 'stop-crash-loop/111122223333/eu-west-1/prod/service/api',
  id: 'stop-crash-loop-api-3f9a2c-1',
  generation: 1,
  playbook: 'stop-crash-loop',
  target: {
    kind: 'service',
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod',
    cluster: 'prod',
    name: 'api',
  },
  severity: 'critical',
  trigger: { type: 'respond', reason: 'the service keeps failing' },
  openedAt: '2026-11-02T09:00:00.000Z',
};
const RESPOND = { functionName: 'watchkeeper-respond', qualifier: 'live' };
const ANSWER = { type: 'approved', by: 'U123', at: '2026-11-02T09:05:00.000Z' } as const;

const textOf = (payload: unknown) => new TextDecoder().decode(payload as Uint8Array);

/** Lambda as far as it starts executions: a name starts one, and refuses another payload. */
function lambda() {
  const executions = new Map<string, string>();
  const aws = simulatedAws({
    Invoke: ({ FunctionName, Qualifier, InvocationType, DurableExecutionName = '', Payload }) => {
      expect({ FunctionName, Qualifier, InvocationType }).toEqual({
        FunctionName: 'watchkeeper-respond',
        Qualifier: 'live',
        InvocationType: 'Event',
      });
      const payload = textOf(Payload);
      if ((executions.get(DurableExecutionName) ?? payload) !== payload) {
        throw new DurableExecutionAlreadyStartedException({ $metadata: {}, message: 'another payload' });
      }
      executions.set(DurableExecutionName, payload);
      return { StatusCode: 202 };
    },
  });
  return { aws, executions };
}

describe('shared/aws/responses', () => {
  test('a response is started once under its name, with the incident as its input', async () => {
    const { aws, executions } = lambda();
    const startResponse = createStartResponse(aws.clients, RESPOND);

    await startResponse(REF);
    await startResponse(REF);

    expect([...executions.keys()]).toEqual([executionOf(REF)]);
    expect(JSON.parse(executions.get(executionOf(REF)) ?? '')).toEqual(REF);
    expect(new Set(aws.calls)).toEqual(new Set(START_PERMISSIONS.map(() => 'lambda:Invoke')));
  });

  test('a response that was started with another severity stays as it is', async () => {
    const { aws, executions } = lambda();
    const startResponse = createStartResponse(aws.clients, RESPOND);
    await startResponse(REF);

    await startResponse({ ...REF, severity: 'warning' });

    expect(JSON.parse(executions.get(executionOf(REF)) ?? '')).toEqual(REF);
  });

  test('a response that failed is started anew an hour later, under another name', async () => {
    const { aws, executions } = lambda();
    const startResponse = createStartResponse(aws.clients, RESPOND);
    await startResponse(REF);

    await startResponse({ ...REF, openedAt: '2026-11-02T10:00:00.000Z' });

    expect([...executions.keys()]).toHaveLength(2);
  });

  test('a start that is denied names the permission and the incident', async () => {
    const aws = simulatedAws({
      Invoke: () => {
        throw serviceError('AccessDeniedException', 'no', 403);
      },
    });

    const starting = createStartResponse(aws.clients, RESPOND)(REF);

    await expect(starting).rejects.toThrow(`incident ${REF.id}`);
    await expect(starting).rejects.toThrow('add "lambda:InvokeFunction"');
  });

  test('every id makes a name that Lambda accepts, and different ids make different names', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (one, other) => {
        expect(executionName(one)).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
        expect(executionName(one) === executionName(other)).toBe(one === other);
      }),
    );
  });

  test('an answer reaches the response that waits for it, as JSON', async () => {
    const results = new Map<string, unknown>();
    const aws = simulatedAws({
      SendDurableExecutionCallbackSuccess: ({ CallbackId = '', Result }) => {
        results.set(CallbackId, JSON.parse(textOf(Result)));
        return {};
      },
    });

    await createResume(aws.clients)('Y2FsbGJhY2s=', ANSWER);

    expect(results).toEqual(new Map([['Y2FsbGJhY2s=', ANSWER]]));
    expect(aws.calls).toEqual(RESUME_PERMISSIONS);
  });

  test('an answer that comes twice, or too late, is harmless; one that is lost is not', async () => {
    const failing = (error: Error) =>
      createResume(
        simulatedAws({
          SendDurableExecutionCallbackSuccess: () => {
            throw error;
          },
        }).clients,
      );
    const closed = new CallbackTimeoutException({ $metadata: {}, message: 'already closed' });

    await expect(failing(closed)('id', ANSWER)).resolves.toBeUndefined();
    await expect(failing(serviceError('ServiceException', 'oops', 500))('id', ANSWER)).rejects.toThrow(
      'The answer could not be handed over',
    );
  });
});
