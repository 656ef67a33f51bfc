import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../shared/domain/errors.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';

const NAMES = { region: 'AWS_REGION', ledgerTable: 'LEDGER_TABLE', stage: 'STAGE' } as const;

describe('shared/runtime/environment', () => {
  it('gives each variable under its field, trimmed and frozen', () => {
    const environment = readEnvironment(NAMES, {
      AWS_REGION: 'eu-west-1 ',
      LEDGER_TABLE: 't',
      STAGE: 'dev',
      OTHER: 'left out',
    });

    expect(environment).toEqual({ region: 'eu-west-1', ledgerTable: 't', stage: 'dev' });
    expect(Object.isFrozen(environment)).toBe(true);
  });

  it('names every variable that is missing or empty at once, and where to set it', () => {
    const read = () => readEnvironment(NAMES, { AWS_REGION: 'eu-west-1', STAGE: ' ' });

    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/lacks LEDGER_TABLE, STAGE: set them in serverless\.yml/);
  });
});
