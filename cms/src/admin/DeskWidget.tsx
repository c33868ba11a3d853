import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { useFetchClient, Widget } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

interface Item {
  readonly uid: string;
  readonly kindLabel: string;
  readonly documentId: string;
  readonly locale: 'vi' | 'en' | null;
  readonly title: string;
  readonly at: string;
  /** Why it was not published at its hour, in Vietnamese and English. */
  readonly reason?: string;
}

interface List {
  readonly total: number;
  readonly items: readonly Item[];
}

interface Desk {
  readonly drafts: List;
  readonly changed: List;
  readonly refused: List;
  readonly scheduled: List;
  readonly site: {
    readonly waiting: number;
    readonly dead: number;
    readonly failures: readonly { readonly address: string; readonly attempts: number }[];
  } | null;
}

const lists = ['refused', 'scheduled', 'changed', 'drafts'] as const;
/** What is said of the moment that an entry shows. */
const momentOf = {
  refused: 'desk.refusedAt',
  scheduled: 'desk.scheduledAt',
  changed: 'desk.changedAt',
  drafts: 'desk.changedAt',
} as const;

const addressOf = ({ uid, documentId, locale }: Item) =>
  `/content-manager/collection-types/${uid}/${documentId}${
    locale === null ? '' : `?plugins[i18n][locale]=${locale}`
  }`;

interface LineProps {
  readonly item: Item;
  readonly words: string;
}

function Line({ item, words }: LineProps) {
  const { formatMessage, formatDate, locale } = useIntl();
  const time = formatDate(item.at, {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const language = item.locale === 'en' ? ' · EN' : '';
  return (
    <Box tag="li" paddingBottom={2}>
      <Link tag={NavLink} to={addressOf(item)}>
        {item.title || formatMessage({ id: 'desk.untitled' })}
      </Link>
      <Typography variant="pi" textColor="neutral600" tag="p">
        {item.kindLabel}
        {language} · {formatMessage({ id: words }, { time })}
      </Typography>
      {item.reason !== undefined && (
        <Typography variant="pi" textColor="danger600" tag="p">
          {item.reason.split(' / ')[locale === 'vi' ? 0 : 1] ?? item.reason}
        </Typography>
      )}
    </Box>
  );
}

/** Pages named in full; the rest is counted. */
const failuresShown = 5;

function Site({ waiting, dead, failures }: NonNullable<Desk['site']>) {
  const { formatMessage } = useIntl();
  return (
    <>
      {failures.length > 0 && (
        <Box>
          <Typography tag="p" textColor="danger600">
            {formatMessage({ id: 'desk.siteFailed' }, { count: failures.length })}
          </Typography>
          <Box tag="ul">
            {failures.slice(0, failuresShown).map(({ address, attempts }) => (
              <Typography key={address} tag="li" variant="pi" textColor="neutral600">
                {formatMessage({ id: 'desk.siteFailedPage' }, { address, attempts })}
              </Typography>
            ))}
          </Box>
        </Box>
      )}
      {dead > 0 && (
        <Typography tag="p" textColor="danger600">
          {formatMessage({ id: 'desk.siteDead' }, { count: dead })}
        </Typography>
      )}
      {waiting > 0 && (
        <Typography tag="p" textColor="warning700">
          {formatMessage({ id: 'desk.siteWaiting' }, { count: waiting })}
        </Typography>
      )}
    </>
  );
}

/** What waits on the editors' desk, as far as the person may read it; refreshed when the page is opened. */
export function DeskWidget() {
  const { get } = useFetchClient();
  const { formatMessage } = useIntl();
  const [desk, setDesk] = useState<Desk | 'loading' | 'failed'>('loading');
  useEffect(() => {
    get<Desk>('/newsroom/desk').then(
      ({ data }) => setDesk(data),
      () => setDesk('failed'),
    );
  }, [get]);
  if (desk === 'loading') return <Widget.Loading />;
  if (desk === 'failed') return <Widget.Error />;
  const filled = lists.filter((name) => desk[name].total > 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {desk.site !== null && <Site {...desk.site} />}
      {filled.length === 0 && (
        <Typography textColor="neutral600">{formatMessage({ id: 'desk.nothing' })}</Typography>
      )}
      <Flex alignItems="flex-start" gap={6} wrap="wrap">
        {filled.map((name) => (
          <Box key={name} flex="1 1 26rem" minWidth="0">
            <Typography
              variant="sigma"
              textColor={name === 'refused' ? 'danger600' : 'neutral600'}
              tag="h3"
            >
              {formatMessage({ id: `desk.${name}` })} ({desk[name].total})
            </Typography>
            <Box tag="ul" paddingTop={3}>
              {desk[name].items.map((item) => (
                <Line key={`${item.documentId}${item.locale}`} item={item} words={momentOf[name]} />
              ))}
            </Box>
            {desk[name].total > desk[name].items.length && (
              <Typography variant="pi" textColor="neutral600">
                {formatMessage(
                  { id: 'desk.more' },
                  { count: desk[name].total - desk[name].items.length },
                )}
              </Typography>
            )}
          </Box>
        ))}
      </Flex>
    </Flex>
  );
}
