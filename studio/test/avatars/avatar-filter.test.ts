import { describe, expect, it } from 'vitest';
import {
  addressOf,
  ALL,
  filterOf,
  isAll,
  listQuery,
  toggled,
} from '../../src/avatars/avatar-filter.ts';

describe('the filter of the list', () => {
  it('should ask the engine for nothing that was not chosen', () => {
    expect(String(listQuery('u', ALL, 0, 12))).toBe('userId=u&page=0&size=12');
  });

  it('should ask for text, every tag and inactive ones, escaped', () => {
    // Given
    const filter = { text: ' zoë & co ', tags: ['a b', 'c&d=e'], inactive: true };
    // When
    const query = new URLSearchParams(String(listQuery('u', filter, 2, 12)));
    // Then
    expect([...query]).toEqual([
      ['userId', 'u'],
      ['q', 'zoë & co'],
      ['tag', 'a b'],
      ['tag', 'c&d=e'],
      ['includeInactive', 'true'],
      ['page', '2'],
      ['size', '12'],
    ]);
  });

  it('should be the same again when it is written into an address and read', () => {
    const filter = { text: 'zoë', tags: ['x', 'y,z'], inactive: true };
    expect(filterOf(new URLSearchParams(String(addressOf(filter))))).toEqual(filter);
    expect(isAll(filterOf(addressOf(ALL)))).toBe(true);
  });

  it('should lose empty and repeated tags of an address, and text without end', () => {
    const query = new URLSearchParams(`tag=&tag=a&tag=a&q=${'x'.repeat(500)}&inactive=1`);
    expect(filterOf(query)).toEqual({ text: 'x'.repeat(200), tags: ['a'], inactive: false });
  });

  it('should take a tag in and out', () => {
    const once = toggled(ALL, 'a');
    expect(once.tags).toEqual(['a']);
    expect(isAll(once)).toBe(false);
    expect(toggled(toggled(once, 'b'), 'a').tags).toEqual(['b']);
  });
});
