-- Version 1: runs, inputs, findings, children, acknowledgements.

CREATE TABLE salt (value BLOB NOT NULL);

CREATE TABLE job (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  begun INTEGER NOT NULL DEFAULT 0, -- 1: it is known which new contacts were issued, even if none
  kept  INTEGER NOT NULL DEFAULT 0  -- the first run whose findings are all there
);

-- seq is the order of the runs. Clocks are set back; this is not.
CREATE TABLE run (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  job      INTEGER NOT NULL REFERENCES job (id),
  id       TEXT NOT NULL,
  folder   TEXT NOT NULL,
  approves TEXT NOT NULL,
  began    TEXT NOT NULL,
  ended    TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  code     INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  rows     INTEGER NOT NULL,
  changed  INTEGER NOT NULL,
  created  INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  held     INTEGER NOT NULL,
  version  TEXT NOT NULL,
  plan     TEXT NOT NULL,
  looked   INTEGER NOT NULL, -- 1: it says which findings there are
  UNIQUE (job, id)
);
CREATE INDEX run_job ON run (job, seq);

CREATE TABLE run_code (
  run          INTEGER NOT NULL REFERENCES run (seq),
  code         TEXT NOT NULL,
  severity     TEXT NOT NULL,
  found        INTEGER NOT NULL,
  new          INTEGER NOT NULL,
  gone         INTEGER NOT NULL,
  standing     INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  PRIMARY KEY (run, code)
) WITHOUT ROWID;

CREATE TABLE input (
  run     INTEGER NOT NULL REFERENCES run (seq),
  n       INTEGER NOT NULL,
  path    TEXT NOT NULL,
  name    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  sha256  TEXT NOT NULL,
  rows    INTEGER NOT NULL,
  columns TEXT NOT NULL, -- a JSON array
  PRIMARY KEY (run, n)
) WITHOUT ROWID;
CREATE INDEX input_content ON input (sha256);

-- The findings of the last run that looked. One that stands is not written again: it is there until it goes.
CREATE TABLE finding (
  job      INTEGER NOT NULL REFERENCES job (id),
  print    BLOB NOT NULL,    -- 16 bytes
  code     TEXT NOT NULL,
  record   TEXT NOT NULL,
  field    TEXT NOT NULL,
  first    INTEGER NOT NULL, -- run
  PRIMARY KEY (job, print)
) WITHOUT ROWID;

-- Findings that went away.
CREATE TABLE past (
  job      INTEGER NOT NULL REFERENCES job (id),
  print    BLOB NOT NULL,
  code     TEXT NOT NULL,
  record   TEXT NOT NULL,
  field    TEXT NOT NULL,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL  -- the last run that had it
);
CREATE INDEX past_job ON past (job, last);

CREATE TABLE child (
  job   INTEGER NOT NULL REFERENCES job (id),
  id    TEXT NOT NULL, -- callready_id
  run   TEXT NOT NULL, -- its id; it may be one that this file does not know
  state TEXT NOT NULL,
  PRIMARY KEY (job, id)
) WITHOUT ROWID;
CREATE INDEX child_state ON child (job, state, run);

CREATE TABLE ack (
  job   INTEGER NOT NULL REFERENCES job (id),
  code  TEXT NOT NULL,
  record TEXT NOT NULL,
  until TEXT NOT NULL, -- '' for good
  note  TEXT NOT NULL,
  who   TEXT NOT NULL,
  at    TEXT NOT NULL,
  PRIMARY KEY (job, code, record)
) WITHOUT ROWID;
