export default {
  title: 'Operations', note: 'What each service has to send, what it could not handle, and its jobs.', up: 'Up', down: 'No answer', pending: '{n} to send', dead: '{n} dead letters', since: 'began {time}', jobs: 'Jobs', job: 'Job', lastRun: 'Last run', took: 'Took', rows: 'Rows', outcome: 'Outcome', nextRun: 'Next run', never: 'not since it began', ok: 'Done', runNow: 'Run now',
  deadLetters: 'Dead letters', noDead: 'Nothing failed', failed: 'from {from}, failed {time}, {n} attempts', replay: 'Replay', replayAll: 'Replay all of this page', replayAllAsk: 'Replay the {n} dead letters of this page?', discard: 'Discard', discardHint: 'This event will never be handled. Say why, for the record', reveal: 'Show content', unknownEvent: 'This program does not know such an event',
}
