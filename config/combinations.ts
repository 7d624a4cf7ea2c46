import type { ConfigFault } from './config-error.ts';
import { VARIABLES, type VariableName } from './variables.ts';

/** The texts of the variables that are set. */
export type Given = Readonly<Partial<Record<VariableName, string>>>;

/** What is wrong with variables together, each of which may be right by itself. */
export function combinationFaults(given: Given): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const add = (variable: VariableName, problem: string): void => {
    faults.push({ variable, problem, example: VARIABLES[variable].example });
  };
  const isSet = (name: VariableName): boolean => given[name] !== undefined;

  if (!isSet('DCSSERVERBOT_URL') && !isSet('BATTLEMETRICS_TOKEN')) {
    add('DCSSERVERBOT_URL', 'is not set, and BATTLEMETRICS_TOKEN is not either: at least one API is needed');
  }
  if (isSet('DCSSERVERBOT_API_KEY') && !isSet('DCSSERVERBOT_URL')) {
    add('DCSSERVERBOT_API_KEY', 'is set, but DCSSERVERBOT_URL is not');
  }
  if (isSet('BATTLEMETRICS_TOKEN')) {
    if (!isSet('BATTLEMETRICS_ORGANIZATION_ID')) {
      add('BATTLEMETRICS_ORGANIZATION_ID', 'is not set, but is needed with BATTLEMETRICS_TOKEN');
    }
    const roles = (['MODERATOR_ROLE_IDS', 'ADMIN_ROLE_IDS'] as const).filter(isSet);
    if (roles.length > 0 && !isSet('AUDIT_CHANNEL_ID')) {
      add(
        'AUDIT_CHANNEL_ID',
        `is not set, but ${roles.join(' and ')} let people ban: every ban is reported there`,
      );
    }
  } else {
    // Not those that have a default: a copy of .env.example sets them.
    for (const name of BATTLEMETRICS_ONLY) {
      if (isSet(name)) add(name, 'is set, but BATTLEMETRICS_TOKEN is not');
    }
  }
  const perMinute = number(given, 'BATTLEMETRICS_REQUESTS_PER_MINUTE');
  if (
    isSet('BATTLEMETRICS_REQUESTS_PER_SECOND') &&
    number(given, 'BATTLEMETRICS_REQUESTS_PER_SECOND') > perMinute
  ) {
    add(
      'BATTLEMETRICS_REQUESTS_PER_SECOND',
      `is more than the ${perMinute} of BATTLEMETRICS_REQUESTS_PER_MINUTE`,
    );
  }
  return faults;
}

const BATTLEMETRICS_ONLY = [
  'BATTLEMETRICS_ORGANIZATION_ID',
  'BATTLEMETRICS_SERVER_IDS',
  'BATTLEMETRICS_BAN_LIST_ID',
] as const;

/** NaN, which is neither more nor less than anything, for what is a fault by itself. */
function number(
  given: Given,
  name: 'BATTLEMETRICS_REQUESTS_PER_MINUTE' | 'BATTLEMETRICS_REQUESTS_PER_SECOND',
): number {
  return VARIABLES[name].schema.safeParse(given[name]).data ?? Number.NaN;
}
