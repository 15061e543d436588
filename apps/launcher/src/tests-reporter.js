/** Tells the process that runs Jest how far it has come, so that it can name what hangs. */
export default class TestsReporter {
  /** @param {{numTotalTestSuites: number}} results */
  onRunStart({ numTotalTestSuites }) {
    process.send?.({ event: 'run-start', files: numTotalTestSuites });
  }

  /** @param {{path: string}} test */
  onTestFileStart({ path }) {
    process.send?.({ event: 'file-start', path });
  }

  /**
   * @param {{path: string}} test
   * @param {{status: string, fullName: string}} result
   */
  onTestCaseResult({ path }, { status, fullName }) {
    process.send?.({ event: 'test', path, status, name: fullName });
  }

  /** @param {{path: string}} test */
  onTestFileResult({ path }) {
    process.send?.({ event: 'file-end', path });
  }
}
