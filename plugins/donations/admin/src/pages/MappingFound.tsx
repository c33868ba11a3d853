import { Box, Flex, Grid, Typography } from '@strapi/design-system';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import type { MappingPreview } from '../types';
import { useWords } from '../use-words';

function Number({ label, value }: { label: string; value: string | number }) {
  return (
    <Grid.Item col={2} s={4} xs={6} direction="column" alignItems="flex-start">
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
      <Typography variant="delta">{value === '' ? '–' : value}</Typography>
    </Grid.Item>
  );
}

/** What the reader of imports made of the file. */
export function MappingFound({ preview }: { preview: MappingPreview }) {
  const { say, language } = useWords();
  const { control, rows } = preview;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
        <Typography variant="delta" tag="h2">
          {say('mapping.found')}
        </Typography>
        <Box paddingTop={4}>
          <Grid.Root gap={4}>
            <Number label={say('mapping.rowCount')} value={preview.rowCount} />
            <Number label={say('statement.opening')} value={amountText(preview.openingVnd)} />
            <Number label={`+ ${say('statement.credit')}`} value={amountText(preview.creditVnd)} />
            <Number label={`− ${say('statement.debit')}`} value={amountText(preview.debitVnd)} />
            <Number
              label={`= ${say('statement.closing')}`}
              value={amountText(preview.closingVnd)}
            />
            <Number
              label={say('column.period')}
              value={`${dayText(preview.periodFrom)} – ${dayText(preview.periodTo)}`}
            />
          </Grid.Root>
        </Box>
        <Box paddingTop={4}>
          <Typography fontWeight="bold" textColor={control.ok ? 'success600' : 'danger600'}>
            {control.ok ? `✓ ${say('statement.holds')}` : `✗ ${control.messages[language]}`}
          </Typography>
        </Box>
      </Box>
      <Sheet
        label={say('mapping.previewRows')}
        columns={[
          say('column.position'),
          say('column.day'),
          say('mapping.time'),
          say('column.amount'),
          say('mapping.reference'),
          say('mapping.counterparty'),
          say('column.memo'),
        ]}
        rows={rows.map((row) => ({
          key: row.position,
          cells: [
            row.position,
            dayText(row.bookedOn),
            row.bookedAt ?? '',
            amountText(row.amountVnd),
            row.reference,
            row.counterparty,
            row.memo,
          ],
        }))}
      />
    </Flex>
  );
}
