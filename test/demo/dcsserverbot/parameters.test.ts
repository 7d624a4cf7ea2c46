import { describe, expect, it } from 'vitest';
import { Parameters } from '../../../src/demo/dcsserverbot/parameters.ts';
import { Refused } from '../../../src/demo/dcsserverbot/routes.ts';

// What FastAPI 0.142 with pydantic 2.13 was seen to take and to refuse.

function read<T>(text: string, of: (parameters: Parameters) => T): T | 'refused' | string {
  const parameters = new Parameters({ query: new Map([['x', text]]), form: new Map(), files: new Map() });
  const value = of(parameters);
  try {
    parameters.check();
    return value;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { detail } = JSON.parse(String(error.answer.body));
    return detail[0].ctx?.error ?? 'refused';
  }
}

describe('a parameter of the simulator is read as FastAPI reads', () => {
  it.each([
    ['1', 1],
    [' 5 ', 5],
    ['+5', 5],
    ['-3', -3],
    ['007', 7],
    ['1_000', 1_000],
    ['5.00', 5],
    ['1_0.0', 10],
    ['5.5', 'refused'],
    ['5.', 'refused'],
    ['.0', 'refused'],
    ['1e3', 'refused'],
    ['0x1', 'refused'],
    ['1__0', 'refused'],
    ['_1', 'refused'],
    ['٥', 'refused'],
    ['true', 'refused'],
    ['', 'refused'],
  ])('the integer %j', (text, expected) => {
    expect(read(text, (parameters) => parameters.integer('query', 'x'))).toBe(expected);
  });

  it.each([
    ['TRUE', true],
    ['on', true],
    ['t', true],
    ['yes', true],
    ['0', false],
    ['Off', false],
    [' y', 'refused'],
    ['2', 'refused'],
    ['1.0', 'refused'],
    ['None', 'refused'],
  ])('the boolean %j', (text, expected) => {
    expect(read(text, (parameters) => parameters.flag('query', 'x'))).toBe(expected);
  });

  it.each([
    ['2026-01-01', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00', '2026-01-01T00:00:00Z'],
    ['2026-01-01 00:00:00Z', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00+02:00', '2025-12-31T22:00:00Z'],
    ['2026-01-01T00:00:00.123', '2026-01-01T00:00:00.123Z'],
    ['1700000000', '2023-11-14T22:13:20Z'],
    ['1700000000000', '2023-11-14T22:13:20Z'],
    ['-1', '1969-12-31T23:59:59Z'],
    ['1.5', '1970-01-01T00:00:01.500Z'],
  ])('the time %j', (text, expected) => {
    expect(read(text, (parameters) => parameters.instant('query', 'x'))).toBe(Date.parse(expected) * 1_000);
  });

  it.each([
    ['yesterday', 'input is too short'],
    ['', 'input is too short'],
    ['2026-1-1', 'input is too short'],
    ['99999999999999999999', 'invalid date separator, expected `-`'],
    ['2026-13-01T00:00:00', 'month value is outside expected range of 1-12'],
    ['2026-02-30', 'day value is outside expected range'],
    ['2026-01-01T25:00:00', 'unexpected extra characters at the end of the input'],
    ['2026-01-01T00:00:00x', 'unexpected extra characters at the end of the input'],
  ])('what is no time, %j', (text, expected) => {
    expect(read(text, (parameters) => parameters.instant('query', 'x'))).toBe(expected);
  });
});
