/** How old a shared answer may be. A change of campaign or account is public within a second. */
const trustMs = 1000;

/** Answers of `load` that are shared between callers for a second; concurrent callers ask once. */
export function fresh<T>(load: () => Promise<T>): () => Promise<T> {
  let known: { readonly value: T; readonly atMs: number } | undefined;
  let loading: Promise<T> | undefined;

  async function reload(): Promise<T> {
    const value = await load();
    known = { value, atMs: Date.now() };
    return value;
  }

  return async () => {
    if (known !== undefined && Date.now() - known.atMs < trustMs) return known.value;
    loading ??= reload().finally(() => {
      loading = undefined;
    });
    return loading;
  };
}
