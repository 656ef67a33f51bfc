import { errorName } from '../../shared/aws/failures.ts';
import type { Intercept } from '../../shared/aws/intercept.ts';

/** Hears how each command of the clients that it is given to was answered: `DescribeTasks ok`. */
export function createListener() {
  const answers: string[] = [];
  const answered = new Set<string>();
  const listen: Intercept = (client) =>
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (call) => {
          const command = commandName.replace(/Command$/, '');
          try {
            const answer = await next(call);
            answers.push(`${command} ok`);
            answered.add(command);
            return answer;
          } catch (error) {
            answers.push(`${command} ${errorName(error)}`);
            throw error;
          }
        },
      { step: 'initialize', priority: 'high', name: 'listener' },
    );
  /** What came since the last time. */
  const take = () => answers.splice(0);
  return { listen, take, answered };
}
