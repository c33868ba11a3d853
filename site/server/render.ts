// `npm run operate -- site render`: renders what is published into the files of the site.
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { Publisher, type PublisherStatus } from './publisher.ts';

const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3, differs: 4 } as const;
const lockMsMax = 60_000;
const reconcileMs = 1000;

const help = `Usage: operate site render [--changed | --all]

Renders what is published into the files that the site serves. It may run beside a running site,
which shows the new files within a second; only one of them renders at a time.

Options:
  --changed   what changed since the last time, and what failed then (the default)
  --all       everything: mends what differs, removes what should not be there
  --help      this text

Exit codes: ${exitCodes.done} done · ${exitCodes.failed} the CMS does not answer, or something is out of order · ${exitCodes.usage} wrong use
            ${exitCodes.refused} another publisher is at work, nothing was changed · ${exitCodes.differs} some pages could not be
            rendered; their former files stay`;

function readArguments(): { readonly isAll: boolean } | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        changed: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    if (positionals.join(' ') !== 'site render' || (values.all && values.changed)) return 'wrong';
    return { isAll: values.all };
  } catch {
    return 'wrong';
  }
}

async function render(isAll: boolean): Promise<number> {
  const startedAt = Date.now();
  const bar = new SingleBar({
    format: 'Rendering {bar} {percentage}% | {value}/{total} | {eta_formatted}',
    stream: process.stderr,
    hideCursor: true,
    etaBuffer: 50,
  });
  let most = 0;
  let written = 0;
  const show = ({ pending }: PublisherStatus) => {
    if (!process.stderr.isTTY || pending + most === 0) return;
    if (most === 0) bar.start(pending, 0);
    most = Math.max(most, pending);
    bar.setTotal(most);
    bar.update(most - pending);
  };
  const publisher = new Publisher(
    {
      onChanged: (addresses) => {
        written += addresses.length;
      },
      onRelease: () => {},
      onStatus: show,
    },
    { reconcileMs },
  );
  if (isAll) publisher.renewAll();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => publisher.stop());
  const outcome = await publisher.runOnce(lockMsMax);
  show(publisher.status);
  if (most > 0) bar.stop();
  const { failures, revision } = publisher.status;
  if (outcome === 'busy') {
    console.error('Another publisher is at work. Nothing was changed.');
    return exitCodes.refused;
  }
  if (outcome === 'away') {
    console.error('The CMS does not answer. What was rendered before stays as it is.');
    return exitCodes.failed;
  }
  for (const { address, fault } of failures) console.error(`${address}  ${fault}`);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `revision ${revision}: ${written} files changed, ${failures.length} pages could not be rendered, took ${seconds} s`,
  );
  return failures.length === 0 ? exitCodes.done : exitCodes.differs;
}

const asked = readArguments();
if (asked === 'help') console.log(help);
else if (asked === 'wrong') {
  console.error(help);
  process.exitCode = exitCodes.usage;
} else {
  process.exit(
    await render(asked.isAll).catch((error: unknown) => {
      console.error(error);
      return exitCodes.failed;
    }),
  );
}
