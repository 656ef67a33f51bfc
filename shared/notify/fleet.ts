import type { FleetView } from '../domain/view.ts';
import { context, header, section } from './blocks.ts';
import { count } from './format.ts';
import { clusterLink } from './links.ts';
import { MAX_TEXT, type SlackMessage } from './message.ts';
import { code, moment } from './mrkdwn.ts';
import { clip, plain, safe, sentence } from './text.ts';
import { EMOJI, FLEET, LABEL, SEVERITY_WORD, STATE, VERDICT_WORD } from './words.ts';

const SHOWN = 12;

/** The one message for a cluster most of whose services fail at once. */
export function renderFleet(view: FleetView): SlackMessage {
  const title = fleetHeadline(view);
  const emoji = view.recovered ? EMOJI.good : EMOJI.critical;
  const blocks = [
    header(`${emoji} ${title}`),
    ...section([shareLine(view), servicesLine(view)]),
    ...section(view.recovered ? [] : [FLEET.handsOff, guardLine(view), `${LABEL.next} ${FLEET.next}`]),
    ...context([...footer(view), clusterLink(view.partition, view.region, view.cluster)]),
  ];
  return { text: title, blocks };
}

function fleetHeadline({ cluster, failingServices, activeServices, recovered }: FleetView): string {
  const name = plain(cluster, 60);
  const text = recovered
    ? `${STATE.resolved} · ${FLEET.recovered(name)}`
    : `${SEVERITY_WORD.critical} · ${FLEET.failing(name, failingServices, activeServices)}`;
  return clip(text, MAX_TEXT - 4);
}

function shareLine({ failingServices, activeServices, since, at, recovered }: FleetView): string {
  if (recovered) return FLEET.wellAgain;
  const percent = activeServices === 0 ? 100 : Math.round((100 * failingServices) / activeServices);
  const began = since === undefined ? '' : moment(since, at);
  return [FLEET.share(failingServices, activeServices, percent), began && `Since ${began}.`]
    .filter(Boolean)
    .join(' ');
}

function servicesLine({ services, failingServices }: FleetView): string {
  if (services.length === 0) return '';
  const shown = services.slice(0, SHOWN).map((name) => code(name, 100));
  return FLEET.services(shown.join(', '), Math.max(0, failingServices - shown.length));
}

function guardLine({ verdict }: FleetView): string {
  const { type, by, reason } = verdict;
  return `${LABEL.guard} ${VERDICT_WORD[type]} (rule ${code(by, 60)}): ${sentence(safe(reason, 300))}`;
}

function footer({ account, region, incidents }: FleetView): string[] {
  return [
    safe(account, 20),
    safe(region, 40),
    incidents > 0 ? FLEET.folded(count(incidents, 'incident')) : '',
  ];
}
