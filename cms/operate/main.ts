import path from 'node:path';
import { exitQuietly } from '@chung-tay/config';
import { Command, CommanderError } from 'commander';
import { addAccount, listAccounts } from './account';
import { recomputeFigures } from './figures';
import { exportJournal, verifyJournal } from './journal';
import { loadContent, removeContent, reprojectContent } from './newsroom';
import { publishOpenData, verifyOpenData } from './open-data';
import { exitCodes, withCms } from './session';
import { importStatement } from './statement';

/** A file as the operator named it, before Strapi changes the working folder. */
const operatorFile = (name: string) => path.resolve(name);

function commands(): Command {
  const program = new Command('operate')
    .description("The operator's commands. They may run beside a running CMS, on both databases.")
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes: ${exitCodes.done} done · ${exitCodes.failed} something is out of order (the message says what) · ${exitCodes.usage} wrong use
            ${exitCodes.refused} refused, nothing was changed · ${exitCodes.differs} a check found a difference`,
    );

  const account = program.command('account').description('receiving accounts');
  account
    .command('add')
    .description(
      'adds a receiving account in state pending: statements can be imported, no QR shows it',
    )
    .requiredOption('--bank <bin>', 'six digits of the bank (NAPAS BIN)')
    .requiredOption('--number <number>', 'account number')
    .requiredOption('--name <name>', 'name of the account holder, as the bank prints it')
    .requiredOption('--campaign <code>', 'campaign that the account collects for')
    .action((options) => withCms((cms) => addAccount(cms, options)));
  account
    .command('list')
    .description('lists the receiving accounts with their states')
    .action(() => withCms((cms) => listAccounts(cms)));

  program
    .command('statement')
    .description('bank statements')
    .command('import')
    .argument('<file>', 'CSV or XLSX as the bank gave it')
    .requiredOption('--account <number>', 'the receiving account that the file belongs to')
    .option(
      '--accept',
      'post the rows when the file is proved; without it only the preview is shown',
    )
    .description('reads, proves and previews a bank statement; --accept posts it, each row once')
    .action((file: string, options: { account: string; accept?: boolean }) => {
      const named = operatorFile(file);
      return withCms((cms) => importStatement(cms, named, options));
    });

  const journal = program.command('journal').description('the sealed journal');
  journal
    .command('verify')
    .argument('[file]', 'an export; without it the database and its checkpoints are verified')
    .description('recomputes the hash chain')
    .action((file?: string) => {
      const named = file === undefined ? undefined : operatorFile(file);
      return verifyJournal(named);
    });
  journal
    .command('export')
    .argument('<file>', 'where to write the sealed journal, one JSON line per entry')
    .description('writes the sealed journal for verification elsewhere')
    .action((file: string) => {
      const named = operatorFile(file);
      return withCms((cms) => exportJournal(cms, named));
    });

  const newsroom = program
    .command('newsroom')
    .description('what editors write and the public reads');
  newsroom
    .command('load-demonstration')
    .description('loads the demonstration content; what is there already stays as it is')
    .action(() => withCms((cms) => loadContent(cms)));
  newsroom
    .command('remove-demonstration')
    .description('removes what was loaded, with its files; what editors wrote or changed stays')
    .action(() => withCms((cms) => removeContent(cms)));
  newsroom
    .command('reproject')
    .description(
      'makes what the public reads anew from what is published: entries, addresses, search',
    )
    .action(() => withCms((cms) => reprojectContent(cms)));

  program
    .command('figures')
    .description('the public figures')
    .command('recompute')
    .requiredOption('--check', 'compares the stored figures with a recomputation, changes nothing')
    .description('adds up the sealed journal anew and compares it with what is published')
    .action(() => withCms((cms) => recomputeFigures(cms)));

  const openData = program.command('open-data').description('the daily files of the public ledger');
  openData
    .command('publish')
    .option('--through <day>', 'the last day to publish; without it yesterday')
    .option('--today', 'the present day as well: what is sealed later stands in the next day')
    .description('publishes the days that are not published yet, each once and for good')
    .action((options: { through?: string; today?: boolean }) =>
      withCms((cms) => publishOpenData(cms, options)),
    );
  openData
    .command('verify')
    .description('compares every published file with its manifest and the database')
    .action(() => withCms((cms) => verifyOpenData(cms)));

  // The pages are rendered by the site's own command, which answers before this one is started.
  program
    .command('site')
    .description('the public site: `site render [--changed|--all]` renders what is published')
    .action(() => {
      throw new CommanderError(exitCodes.usage, 'site', 'use `npm run operate -- site render`');
    });
  return program;
}

commands()
  .parseAsync(process.argv)
  .then(
    () => exitQuietly(Number(process.exitCode ?? exitCodes.done)),
    (error: unknown) => {
      if (error instanceof CommanderError) {
        return exitQuietly(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
      }
      console.error(error instanceof Error ? error.message : error);
      return exitQuietly(exitCodes.failed);
    },
  );
