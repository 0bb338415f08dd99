import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => [path, readFileSync(new URL(path, SRC), 'utf8')] as const);

describe('the content security policy', () => {
  it.each(sources)('should allow what %s draws', (_, source) => {
    // No inline style, no inline handler, nothing that parses text as markup, nothing from outside.
    expect(source).not.toMatch(/\sstyle=["'$]|\son[a-z]+=["'$]|innerHTML|unsafeHTML|\beval\(/);
    expect(source.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  });

  it('should allow the page: no inline code, nothing from elsewhere', () => {
    const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|https?:\/\//);
    expect(page.match(/<script[^>]*>[^<]/g)).toBeNull();
  });
});
