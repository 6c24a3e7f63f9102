// A reporter for `node --test`: one JSON line for each finished test, which JUnit turns into
// a dynamic test of its own.
export default async function* lines(source) {
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') process.stderr.write(data.message)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.details?.type === 'suite') continue
    const error = data.details?.error
    if (error?.failureType === 'subtestsFailed') continue
    yield `${JSON.stringify({
      name: data.name,
      passed: type === 'test:pass',
      skipped: data.skip !== undefined,
      millis: Math.round(data.details?.duration_ms ?? 0),
      error: error ? String(error.cause?.stack ?? error.cause ?? error.stack ?? error) : null,
    })}\n`
  }
}
