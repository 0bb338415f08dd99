import { describe, expect, it } from 'vitest';
import { asProblem, Problem, problemOf, retryAfterOf } from '../../src/http/problem.ts';

const headers = (values: Record<string, string> = {}): Headers => new Headers(values);

describe('a problem', () => {
  it('should carry slug, reasons, trace and the seconds to wait', () => {
    // Given
    const body = JSON.stringify({
      type: '/problems/rate-limited',
      title: 'Too many requests',
      status: 429,
      traceId: 'abc',
      reasons: [{ code: 'rate-limited', message: '60 a minute are allowed.' }],
    });
    // When
    const problem = problemOf(429, headers({ 'Retry-After': '12' }), body);
    // Then
    expect(problem).toMatchObject({
      slug: 'rate-limited',
      status: 429,
      retryAfter: 12,
      traceId: 'abc',
      passing: true,
    });
    expect(problem.reasons).toEqual([{ code: 'rate-limited', message: '60 a minute are allowed.' }]);
  });

  it('should use the detail when there are no reasons', () => {
    const problem = problemOf(404, headers(), '{"type":"/problems/not-found","detail":"No."}');
    expect(problem.reasons).toEqual([{ code: 'not-found', message: 'No.' }]);
    expect(problem.passing).toBe(false);
  });

  it.each([
    [413, 'The file is too large'],
    [502, 'A service does not answer'],
    [500, 'Something went wrong on the server'],
    [418, 'The request was refused'],
  ])('should have a title for %d when the body is not of ours', (status, title) => {
    expect(problemOf(status, headers(), '<html>').title).toBe(title);
  });

  it('should leave out reasons that are none', () => {
    const body = JSON.stringify({ reasons: [null, 1, { code: 'a' }, { code: 'a', message: 'A.' }] });
    expect(problemOf(400, headers(), body).reasons).toEqual([{ code: 'a', message: 'A.' }]);
  });

  it('should be made of whatever is thrown', () => {
    const known = new Problem('x', 400, 'X');
    expect(asProblem(known)).toBe(known);
    expect(asProblem(new TypeError('Failed to fetch')).slug).toBe('offline');
    expect(asProblem(new DOMException('late', 'TimeoutError')).slug).toBe('timeout');
    expect(asProblem(new Error('odd')).reasons[0]?.message).toBe('odd');
  });
});

describe('Retry-After', () => {
  it('should be read as seconds or as a date', () => {
    expect(retryAfterOf('7')).toBe(7);
    expect(retryAfterOf('Fri, 20 Nov 2026 10:00:30 GMT', Date.UTC(2026, 10, 20, 10, 0, 0))).toBe(30);
    expect(retryAfterOf('Fri, 20 Nov 2026 09:00:00 GMT', Date.UTC(2026, 10, 20, 10, 0, 0))).toBe(0);
    expect(retryAfterOf(null)).toBeUndefined();
    expect(retryAfterOf('soon')).toBeUndefined();
  });
});
