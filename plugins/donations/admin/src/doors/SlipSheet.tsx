import type { ReactNode } from 'react';
import { createGlobalStyle, styled } from 'styled-components';
import { amountText } from '../format';
import type { SlipView } from '../types';
import { useWords } from '../use-words';

/** On paper there is nothing but the sheet, whatever stands around it on the screen. */
const OnPaper = createGlobalStyle`
  @media print {
    @page { size: A5 landscape; margin: 10mm; }
    html, body { background: #fff; }
    body * { visibility: hidden; }
    body .slip-sheet, body .slip-sheet * { visibility: visible; }
    body .slip-sheet { position: fixed; inset: 0; border: 0; max-width: none; padding: 0; }
  }
`;

// Black on white in every theme: this is a sheet of paper.
const Paper = styled.article`
  position: relative;
  max-width: 84rem;
  padding: 4rem;
  border: 1px solid #c8c8c8;
  background: #fff;
  color: #111;
  font-family: 'Times New Roman', Tinos, serif;
  font-size: 1.6rem;
  line-height: 1.5;
`;
const Head = styled.header`
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  gap: 2rem;
  align-items: start;
`;
const Heading = styled.h2`
  font-size: 2.6rem;
  font-weight: 700;
  text-align: center;
`;
const Facts = styled.dl`
  display: grid;
  grid-template-columns: max-content 1fr;
  gap: 0.6rem 1.6rem;
  margin: 2rem 0;

  dd {
    font-weight: 600;
    border-block-end: 1px dotted #888;
    overflow-wrap: anywhere;
  }
`;
const Signatures = styled.footer`
  display: grid;
  grid-template-columns: repeat(3, 1fr);
  gap: 2rem;
  min-height: 11rem;
  text-align: center;

  b {
    display: block;
  }
  p + p {
    margin-block-start: 6rem;
  }
`;
const Mark = styled.p`
  margin-block-end: 1.6rem;
  padding: 0.8rem 1.2rem;
  border: 2px solid #b5121b;
  color: #b5121b;
  font-weight: 700;
`;

/** `Ngày 05 tháng 11 năm 2026`, as Vietnamese documents write it. */
function dayWritten(day: string, language: 'vi' | 'en'): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return language === 'vi' ? `Ngày ${date} tháng ${month} năm ${year}` : `${date}/${month}/${year}`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The sheet that the payer takes home. */
export function SlipSheet({ slip }: { slip: SlipView }) {
  const { say, language } = useWords();
  return (
    <Paper className="slip-sheet">
      <OnPaper />
      {slip.state === 'voided' && (
        <Mark>
          {`${say('slip.voidedMark')}: ${slip.voidReason ?? ''} (${say('slip.voidedBy')}: ${slip.voidedBy ?? ''})`}
        </Mark>
      )}
      {slip.state === 'waiting' && <Mark>{say('slip.waitingMark')}</Mark>}
      <Head>
        <p>
          <b>{slip.unitName}</b>
        </p>
        <div>
          <Heading>{say('slip.heading')}</Heading>
          <p style={{ textAlign: 'center' }}>
            <i>{dayWritten(slip.receivedOn, language)}</i>
          </p>
        </div>
        <p style={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
          {say('slip.numberLabel')}: <b>{slip.number}</b>
        </p>
      </Head>
      <Facts>
        <Fact name={say('slip.payer')}>
          {`${slip.payerName} (${say(`slips.${slip.payerKind}`).toLowerCase()})`}
        </Fact>
        <Fact name={say('slip.purpose')}>{`${say('slip.purposeText')} ${slip.campaignName}`}</Fact>
        {slip.referenceCode !== null && <Fact name={say('slip.code')}>{slip.referenceCode}</Fact>}
        <Fact name={say('slip.amount')}>{amountText(slip.amountVnd)}</Fact>
        <Fact name={say('slip.words')}>{slip.amountWords}</Fact>
        {slip.confirmedBy !== null && (
          <Fact name={say('slip.confirmedBy')}>{slip.confirmedBy}</Fact>
        )}
      </Facts>
      <Signatures>
        {(['payerSign', 'cashier', 'issuer'] as const).map((who) => (
          <div key={who}>
            <p>
              <b>{say(`slip.${who}`)}</b>
              <i>{say('slip.sign')}</i>
            </p>
            {who === 'issuer' && <p>{slip.issuedBy}</p>}
          </div>
        ))}
      </Signatures>
    </Paper>
  );
}
