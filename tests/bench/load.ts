import autocannon from 'autocannon';

export const seconds = Number(process.env.BENCH_SECONDS ?? 6);

export const say = (line = '') => console.log(line);
export const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`;
export const ratio = (one: number, other: number) => `${(one / other).toFixed(2)}×`;

export interface Load {
  readonly url: string;
  readonly body?: (number: number) => string;
  readonly key?: boolean;
  readonly encoding?: string;
}

/** Successful answers per second under 50 connections; anything but success is an error. */
export async function rateOf({ url, body, key = false, encoding }: Load): Promise<number> {
  let number = 0;
  const result = await autocannon({
    url,
    connections: 50,
    duration: seconds,
    headers: encoding === undefined ? {} : { 'accept-encoding': encoding },
    ...(body === undefined
      ? {}
      : {
          requests: [
            {
              method: 'POST' as const,
              setupRequest(request: autocannon.Request) {
                number += 1;
                return {
                  ...request,
                  headers: {
                    ...request.headers,
                    'content-type': 'application/json',
                    ...(key
                      ? { 'idempotency-key': `bench-${process.pid}-${Date.now()}-${number}` }
                      : {}),
                  },
                  body: body(number),
                };
              },
            },
          ],
        }),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  return result['2xx'] / result.duration;
}
