import {
  dayOf,
  directiveStateOn,
  directiveStates,
  signingAuthorities,
  urgencies,
  type DirectiveState,
  type SigningAuthority,
  type Urgency,
} from '@chung-tay/domain';
import type { Directive } from '../cms/newsroom-shapes.ts';
import { wordsIn, type Language } from '../language.ts';
import { kindName, showDay } from './cards.ts';

const isAuthority = (text: string): text is SigningAuthority =>
  Object.hasOwn(signingAuthorities, text);
const isUrgency = (text: string): text is Urgency => Object.hasOwn(urgencies, text);

export const isReplaced = (directive: Directive): boolean => directive.replacedBy.length > 0;

/** The state of a document today in words, with the day on which it depends, and the tag that shows it. */
export function stateOf(directive: Directive, language: Language) {
  const { directives } = wordsIn(language).newsroom;
  const { effectiveOn, expiresOn } = directive;
  const today = dayOf(Date.now());
  const replaced = isReplaced(directive);
  const state = directiveStateOn({ ...directive, isReplaced: replaced }, today);
  const tags: Readonly<Record<DirectiveState, string>> = {
    'not-yet': 'tag--wait',
    'in-force': 'tag--ok',
    'partly-expired': 'tag--wait',
    expired: 'tag--stop',
  };
  const days = directives.stateDays;
  const notes: Readonly<Record<DirectiveState, string | null>> = {
    'not-yet': effectiveOn && days['not-yet'](showDay(effectiveOn)),
    'in-force': expiresOn && days['in-force'](showDay(expiresOn)),
    'partly-expired': null,
    expired: replaced
      ? directives.replacedState
      : expiresOn !== null && expiresOn < today
        ? days.expired(showDay(expiresOn))
        : null,
  };
  return { name: directiveStates[state][language], tag: tags[state], note: notes[state] };
}

/** The entries of a document (Decree 30/2020/NĐ-CP) in their order; those that were left empty are left out. */
export function factsOf(directive: Directive, language: Language) {
  const { directives } = wordsIn(language).newsroom;
  const { signerAuthority: authority } = directive;
  const signer =
    authority !== null && isAuthority(authority)
      ? `${authority}. (${signingAuthorities[authority][language]})`
      : null;
  const facts: readonly (readonly [string, string | null, boolean?])[] = [
    [directives.number, directive.number],
    [directives.kind, kindName(directive.kind, language)],
    [directives.issuer, directive.issuer, true],
    [directives.issuedOn, showDay(directive.issuedOn)],
    [directives.effectiveOn, directive.effectiveOn && showDay(directive.effectiveOn)],
    [directives.expiresOn, directive.expiresOn && showDay(directive.expiresOn)],
    [directives.signer, [signer, directive.signerName].filter(Boolean).join(' ') || null, true],
    [directives.signerTitle, directive.signerTitle, true],
    [directives.field, directive.field, true],
    [directives.scope, directives.scopes[directive.scope] ?? directive.scope],
    [
      directives.urgency,
      isUrgency(directive.urgency) && directive.urgency !== 'thuong'
        ? urgencies[directive.urgency][language]
        : null,
    ],
  ];
  return facts.flatMap(([term, value, isVietnamese = false]) =>
    value === null || value === '' ? [] : [{ term, value, isVietnamese }],
  );
}

const relationNames = [
  'replacedBy',
  'amendedBy',
  'replaces',
  'amends',
  'guides',
  'guidedBy',
] as const;

/** The documents that this one stands in relation to; what changes its force comes first. */
export const relationsOf = (directive: Directive, language: Language) =>
  relationNames
    .map((name) => ({
      term: wordsIn(language).newsroom.directives.relation[name],
      cards: directive[name],
    }))
    .filter(({ cards }) => cards.length > 0);
