import type { FileFact } from './file';
import { columns } from './ledger-file';
import type { Manifest } from './manifest';

const schema = {
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: columns.map(({ name, type, constraints, vi, en }) => ({
    name,
    type,
    title: vi,
    description: en,
    ...(constraints === undefined ? {} : { constraints }),
  })),
  primaryKey: ['row'],
  missingValues: [''],
};

const formats = [
  { end: '.csv', format: 'csv', mediatype: 'text/csv' },
  { end: '.jsonl', format: 'jsonl', mediatype: 'application/jsonl' },
  { end: '.json', format: 'json', mediatype: 'application/json' },
] as const;

const titles: Readonly<Record<string, string>> = {
  ledger: 'Sổ khoản ủng hộ đã tiếp nhận · Ledger of donations received',
  totals: 'Số liệu tổng hợp · Totals',
  journal: 'Nhật ký đã niêm phong · Sealed journal',
};

function resourceOf(day: string, { name, bytes, sha256 }: FileFact): object[] {
  const form = formats.find(({ end }) => name.endsWith(end));
  // The compressed forms hold the same rows; their hashes stand in the manifests.
  if (form === undefined) return [];
  const [kind = ''] = name.split('-');
  const isTable = form.format === 'csv';
  return [
    {
      name: name.replaceAll('.', '-'),
      title: `${titles[kind] ?? kind}, ${day}`,
      path: name,
      format: form.format,
      mediatype: form.mediatype,
      encoding: 'utf-8',
      bytes,
      hash: `sha256:${sha256}`,
      ...(isTable ? { type: 'table', dialect: { lineTerminator: '\r\n' }, schema } : {}),
    },
  ];
}

/** The description of all files by the Data Package standard, version 2 (https://datapackage.org). */
export function dataPackage(manifests: readonly Manifest[], publicSiteUrl: string): object {
  const last = manifests.at(-1);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'chung-tay-open-data',
    title: 'Sổ khoản ủng hộ công khai · Public ledger of relief donations',
    description:
      'Từng khoản đã tiếp nhận, số liệu tổng hợp và nhật ký đã niêm phong, theo từng ngày. Tệp đã công bố không bao giờ thay đổi; điều chỉnh nằm ở ngày sau. / Each donation received, the totals and the sealed journal, day by day. Published files never change; corrections stand in later days.',
    homepage: `${publicSiteUrl}/du-lieu-mo`,
    version: last?.day ?? '',
    created: last?.asOf ?? '',
    licenses: [
      {
        name: 'CC-BY-4.0',
        path: 'https://creativecommons.org/licenses/by/4.0/',
        title: 'Creative Commons Attribution 4.0 International',
      },
    ],
    sources: [{ title: 'Sao kê các tài khoản tiếp nhận', path: `${publicSiteUrl}/sao-ke` }],
    keywords: ['cứu trợ', 'ủng hộ', 'sao kê', 'relief', 'donations', 'Viet Nam'],
    resources: manifests.flatMap(({ day, files }) =>
      files.flatMap((file) => resourceOf(day, file)),
    ),
  };
}
