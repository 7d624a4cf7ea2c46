import { type Answer, detail, INTERNAL_SERVER_ERROR, json } from './answer.ts';
import type { Fault } from './faults.ts';

/** The answer as the fault leaves it; undefined for none at all. */
export function spoil(answer: Answer, fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case undefined:
    case 'slow':
      return answer;
    case 'reset':
      return undefined;
    case 'status':
      return statusAnswer(fault);
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'truncated':
      return { ...answer, status: 200, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case 'wrong-schema':
      return json([{ unexpected: { shape: true } }]);
  }
}

function statusAnswer(fault: Extract<Fault, { kind: 'status' }>): Answer {
  if (fault.body !== undefined) {
    const contentType = fault.contentType ?? 'text/plain; charset=utf-8';
    return { status: fault.status, headers: { 'content-type': contentType }, body: fault.body };
  }
  return fault.status === 500 ? INTERNAL_SERVER_ERROR : detail(fault.status, 'switched on by the test');
}
