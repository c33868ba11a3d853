import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap';
import { articleCategories } from '@chung-tay/domain';
import { addressIn, addressesOf, documentAddresses } from './addresses.ts';
import { locales, type Content, type Entry } from './content.ts';

const shardMax = 5000;

/** Pages that exist whatever is published. */
const standing = [
  '/',
  '/tin-tuc',
  ...articleCategories.map((category) => `/tin-tuc/${category}`),
  '/van-ban',
  '/hoi-dap',
  '/ung-ho',
  '/thu-tuc-ung-ho',
  '/sao-ke',
  '/tra-cuu',
  '/du-lieu-mo',
  '/du-lieu-mo/api',
];

interface Place {
  readonly address: string;
  readonly changedAt: string | undefined;
  /** The same page in each language in which it exists. */
  readonly versions: Readonly<Record<string, string>>;
}

const standingPlaces = (): Place[] =>
  standing.flatMap((path) => {
    const versions = Object.fromEntries(locales.map((each) => [each, addressIn(each, path)]));
    return Object.values(versions).map((address) => ({ address, changedAt: undefined, versions }));
  });

function versionsOf(siblings: readonly Entry[]): Record<string, string> {
  return Object.fromEntries(
    siblings.flatMap((entry) => {
      const [first, second] = documentAddresses(entry.kind, entry.locale, entry.slug);
      // A directive is one version with an address in each language.
      if (first !== undefined && second !== undefined)
        return [
          ['vi', first],
          ['en', second],
        ];
      return first === undefined ? [] : [[entry.locale, first]];
    }),
  );
}

/** The documents of each shard: by kind and year of publication, so that a publication changes one shard. */
function shardsOf(content: Content): Map<string, Place[]> {
  const siblings = Map.groupBy(
    content.values(),
    ({ kind, documentKey }) => `${kind}/${documentKey}`,
  );
  const shards = new Map<string, Place[]>([['trang', standingPlaces()]]);
  for (const versions of siblings.values()) {
    const alternates = versionsOf(versions);
    for (const entry of versions) {
      const addresses = addressesOf(entry);
      if (addresses.length === 0) continue;
      const year = entry.postedAt.slice(0, 4);
      const name =
        entry.kind === 'article'
          ? `tin-tuc-${year}`
          : entry.kind === 'directive'
            ? `van-ban-${year}`
            : 'trang';
      const places = shards.get(name) ?? [];
      shards.set(name, places);
      for (const address of addresses) {
        places.push({
          address,
          changedAt: entry.updatedAt,
          versions: alternates,
        });
      }
    }
  }
  return shards;
}

async function writeShard(places: readonly Place[], hostname: string): Promise<Buffer> {
  const stream = new SitemapStream({
    hostname,
    xmlns: { news: false, xhtml: true, image: false, video: false },
  });
  const written = streamToPromise(stream);
  for (const { address, changedAt, versions } of places) {
    const links = Object.entries(versions).map(([lang, url]) => ({ lang, url }));
    stream.write({
      url: address,
      ...(changedAt === undefined ? {} : { lastmod: changedAt }),
      ...(links.length > 1 ? { links } : {}),
    });
  }
  stream.end();
  return written;
}

/**
 * The map of the site out of what is live: an index at `/sitemap.xml` and its shards, by address. It needs
 * no CMS. `hostname` is the public address of the site.
 */
export async function drawSitemaps(
  content: Content,
  hostname: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const index = new SitemapIndexStream();
  const written = streamToPromise(index);
  const shards = [...shardsOf(content)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, places] of shards) {
    places.sort((a, b) => (a.address < b.address ? -1 : 1));
    for (let from = 0; from < places.length; from += shardMax) {
      const shard = places.slice(from, from + shardMax);
      const number = from === 0 ? '' : `-${from / shardMax + 1}`;
      const address = `/sitemap-${name}${number}.xml`;
      files.set(address, await writeShard(shard, hostname));
      const newest = shard
        .flatMap(({ changedAt }) => changedAt ?? [])
        .sort()
        .at(-1);
      index.write({
        url: new URL(address, hostname).href,
        ...(newest === undefined ? {} : { lastmod: newest }),
      });
    }
  }
  index.end();
  files.set('/sitemap.xml', await written);
  return files;
}
