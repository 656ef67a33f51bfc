import middy from '@middy/core';
import { readEnvironment, SLACK_ENVIRONMENT } from '../shared/runtime/environment.ts';
import { createLogger } from '../shared/runtime/logger.ts';
import { createMeter } from '../shared/runtime/metrics.ts';
import { door } from '../shared/runtime/middleware.ts';
import { once } from '../shared/runtime/once.ts';
import { createClickDeps } from '../shared/runtime/slack-wiring.ts';
import { answerClick, type ClickRequest } from '../shared/slack-door/index.ts';

const environment = readEnvironment(SLACK_ENVIRONMENT);
const log = createLogger(environment);
const deps = once(() => createClickDeps(environment, log));

const click = (request: ClickRequest) => answerClick(request, deps());

export const handler = middy(click).use(door(log, createMeter(environment)));
