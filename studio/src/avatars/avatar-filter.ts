/** Which of the user's avatars are listed. */
export interface AvatarFilter {
  /** Searched in names and tags; empty for all. */
  readonly text: string;
  /** All of them must be there. */
  readonly tags: readonly string[];
  readonly inactive: boolean;
}

export const ALL: AvatarFilter = { text: '', tags: [], inactive: false };

const MAX_TEXT = 200;

/** Reads a filter from the query of an address. */
export function filterOf(query: URLSearchParams): AvatarFilter {
  return {
    text: (query.get('q') ?? '').trim().slice(0, MAX_TEXT),
    tags: [...new Set(query.getAll('tag').filter((tag) => tag.trim() !== ''))],
    inactive: query.get('inactive') === 'true',
  };
}

/** Writes it there. */
export function addressOf(filter: AvatarFilter): URLSearchParams {
  const query = new URLSearchParams();
  addTo(query, filter);
  if (filter.inactive) {
    query.set('inactive', 'true');
  }
  return query;
}

/** Writes it as the API takes it. */
export function listQuery(
  userId: string,
  filter: AvatarFilter,
  page: number,
  size: number,
): URLSearchParams {
  const query = new URLSearchParams({ userId });
  addTo(query, filter);
  if (filter.inactive) {
    query.set('includeInactive', 'true');
  }
  query.set('page', String(page));
  query.set('size', String(size));
  return query;
}

export function isAll(filter: AvatarFilter): boolean {
  return filter.text === '' && filter.tags.length === 0 && !filter.inactive;
}

/** The filter with a tag, or without it when it was there. */
export function toggled(filter: AvatarFilter, tag: string): AvatarFilter {
  return {
    ...filter,
    tags: filter.tags.includes(tag)
      ? filter.tags.filter((each) => each !== tag)
      : [...filter.tags, tag],
  };
}

function addTo(query: URLSearchParams, filter: AvatarFilter): void {
  if (filter.text.trim() !== '') {
    query.set('q', filter.text.trim());
  }
  for (const tag of filter.tags) {
    query.append('tag', tag);
  }
}
