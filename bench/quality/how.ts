/** The end of docs/control-quality.md: what was simulated, and by which rules. */
export const HOW = `## How it is measured

- **The service.** A load of 1 keeps one task fully busy; tasks share it, and beyond 100 % they take no more. A task starts
  in 30 to 90 seconds. Between 2 and 60 run; everybody aims at 60 % CPU, or at 600 waiting messages for each task.
- **CloudWatch.** A minute's value can be read a minute after it ended; alarms are judged once a minute, by the function
  of the simulated fleet (\`local/fleet/cloudwatch/judge.ts\`, the tables of [AWS's page](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html)).
- **Target tracking**, as [AWS documents it](https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html):
  its high alarm wants 3 minutes above the target, its low one 15 minutes below 90 % of it; the change is in proportion to
  the running count, rounded up, with cooldowns of 300 s. AWS does not say by how much a scale-in falls short of the
  proportion: here it does not, which saves it task-minutes. AWS measured 363 s until the first scale-out with metrics of
  60 seconds and 86 s with those of 20.
- **Watchkeeper.** \`nextCapacity\` as it ships, between the pauses that a response makes: 2 to 8 s until an alarm's event is
  answered, one incident at a time, looks after 10, 20, 30 s … until the tasks run, a hold of the cooldown, then the next
  decision; a look every minute while an alarm stays in ALARM. The playbook itself, its ledger and Slack are left out, so that
  100 days take seconds; the scenarios of \`npm start\` have them.
- **Rules.** Target: alarms at the target (1 minute) and at 80 % of it (3 minutes), \`tolerancePercent: 0\`,
  \`scaleInMinutes: 20\`, cooldowns of 60 s out and 300 s in, as by default. Step: +5, +15, +25, +40
  and +60 % at 0, 5, 15, 25 and 35 points above 60 for 4 minutes; +20, +35 and +50 % at 0, 10 and 20 points above 75 for
  one; −30 and −60 % at 0 and 20 points below 57 for 3, with \`keepBelow: 57\`. Backlog: alarms above and below 600
  messages (1 and 3 minutes), 600 messages for each task, \`scaleInMinutes: 20\`. What comes and goes is read with the depth;
  a task works on one message at a time.
- **Under-provisioned** is every task that was missing for all to be at the target or below it; **over-provisioned** every
  task beyond that. For the queue: for the tasks to keep up with what arrives.
- **An oscillation** is a change that goes against the one before it within 15 minutes, while the load without its noise
  has not gone that way by more than 2 % since 5 minutes before the earlier one. A load that had, within the 5 minutes
  before the later one, and was back by then, makes it a late answer.
- **Settled** up: from the step until enough tasks run for good; down: until the last change before the next step.`;
