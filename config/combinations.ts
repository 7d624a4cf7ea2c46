import type { ConfigFault } from './config-error.ts';
import { VARIABLES, type VariableName } from './variables.ts';

/** The texts of the variables that are set. */
export type Given = Readonly<Partial<Record<VariableName, string>>>;

/**
 * What is wrong with variables together, each of which may be right by itself. What belongs to an API that is left
 * out is no fault: an operator may take out the token or the address alone, and the log says what is not offered.
 */
export function combinationFaults(given: Given): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const add = (variable: VariableName, problem: string): void => {
    faults.push({ variable, problem, example: VARIABLES[variable].example });
  };
  const isSet = (name: VariableName): boolean => given[name] !== undefined;

  if (!isSet('DCSSERVERBOT_URL') && !isSet('BATTLEMETRICS_TOKEN')) {
    add('DCSSERVERBOT_URL', 'is not set, and BATTLEMETRICS_TOKEN is not either: at least one API is needed');
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
  }
  return faults;
}
