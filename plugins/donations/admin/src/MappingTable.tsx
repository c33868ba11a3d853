import {
  Box,
  SingleSelect,
  SingleSelectOption,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import type { UnmappedView } from './types';
import { useWords } from './use-words';
import type { WordKey } from './words';

export const roles = [
  'date',
  'time',
  'valueDate',
  'reference',
  'debit',
  'credit',
  'amount',
  'balance',
  'memo',
  'counterparty',
  'counterpartyAccount',
] as const;
export type Role = (typeof roles)[number];
export type Mapping = UnmappedView['guess'];

interface Props {
  rows: UnmappedView['rows'];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

function roleAt({ columns }: Mapping, column: number): Role | 'none' {
  return roles.find((role) => columns[role] === column) ?? 'none';
}

/** A mapping in which a column holds something else; what it held before is free again. */
function withRole(mapping: Mapping, column: number, role: Role | 'none'): Mapping {
  const kept = Object.entries(mapping.columns).filter(
    ([other, place]) => place !== column && other !== role,
  );
  const columns: Mapping['columns'] = Object.fromEntries(kept);
  return { ...mapping, columns: role === 'none' ? columns : { ...columns, [role]: column } };
}

function RoleSelect({ column, ...props }: Props & { column: number }) {
  const { say } = useWords();
  return (
    <SingleSelect
      size="S"
      aria-label={say('mapping.column').replace('{number}', String(column + 1))}
      value={roleAt(props.mapping, column)}
      onChange={(value) =>
        props.onChange(withRole(props.mapping, column, String(value) as Role | 'none'))
      }
    >
      {(['none', ...roles] as const).map((role) => (
        <SingleSelectOption key={role} value={role}>
          {say(`role.${role}` as WordKey)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}

function Row({ row, width, ...props }: Props & { row: Props['rows'][number]; width: number }) {
  const { say } = useWords();
  const isHeader = row.number === props.mapping.headerRow;
  return (
    <Tr style={isHeader ? { background: 'rgba(73, 69, 255, 0.12)' } : {}}>
      <Td>
        <input
          type="radio"
          name="header-row"
          aria-label={`${say('mapping.header')} ${row.number}`}
          checked={isHeader}
          onChange={() => props.onChange({ ...props.mapping, headerRow: row.number })}
        />
      </Td>
      {Array.from({ length: width }, (_, column) => (
        <Td key={column}>
          <Box maxWidth="26rem">
            <Typography
              textColor="neutral800"
              fontWeight={isHeader ? 'bold' : 'regular'}
              style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
            >
              {row.cells[column] ?? ''}
            </Typography>
          </Box>
        </Td>
      ))}
    </Tr>
  );
}

/** The first rows of a file, with a choice above each column of what it holds. */
export function MappingTable(props: Props) {
  const { say } = useWords();
  const width = Math.max(...props.rows.map(({ cells }) => cells.length));
  return (
    <Table colCount={width + 1} rowCount={props.rows.length + 1} aria-label={say('mapping.rows')}>
      <Thead>
        <Tr>
          <Th>
            <Typography variant="sigma">{say('mapping.header')}</Typography>
          </Th>
          {Array.from({ length: width }, (_, column) => (
            <Th key={column}>
              <Box minWidth="15rem" paddingTop={2} paddingBottom={2}>
                <RoleSelect column={column} {...props} />
              </Box>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {props.rows.map((row) => (
          <Row key={row.number} row={row} width={width} {...props} />
        ))}
      </Tbody>
    </Table>
  );
}
