-- What schema 6 is made of. Written once, never changed.
PRAGMA application_id = 1396791635;
PRAGMA user_version = 6;
CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        recipe TEXT NOT NULL,
        version TEXT NOT NULL,
        model TEXT NOT NULL,
        settings TEXT NOT NULL,
        host TEXT NOT NULL,
        started TEXT NOT NULL
    ) STRICT;
CREATE TRIGGER runs_no_update BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE finishes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL UNIQUE REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        codings INTEGER NOT NULL,
        finished TEXT NOT NULL
    ) STRICT;
CREATE TRIGGER finishes_no_update BEFORE UPDATE ON finishes BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER finishes_no_delete BEFORE DELETE ON finishes BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE articles (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    ) STRICT;
CREATE TRIGGER articles_no_update BEFORE UPDATE ON articles BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER articles_no_delete BEFORE DELETE ON articles BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE sources (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        address TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (address, sha256)
    ) STRICT;
CREATE TRIGGER sources_no_update BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER sources_no_delete BEFORE DELETE ON sources BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE readings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        source INTEGER NOT NULL REFERENCES sources (number),
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (sha256),
        doc_id TEXT NOT NULL,
        title TEXT,
        published TEXT,
        precision TEXT,
        language TEXT NOT NULL,
        blocks TEXT NOT NULL,
        UNIQUE (source, recipe)
    ) STRICT;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE codings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article TEXT NOT NULL REFERENCES articles (sha256),
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        reading INTEGER NOT NULL REFERENCES readings (number),
        digest TEXT NOT NULL,
        UNIQUE (article, recipe),
        UNIQUE (number, run_id)
    ) STRICT;
CREATE TRIGGER codings_no_update BEFORE UPDATE ON codings BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER codings_no_delete BEFORE DELETE ON codings BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE problems (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        code TEXT NOT NULL,
        what TEXT NOT NULL,
        "where" TEXT NOT NULL,
        remedy TEXT NOT NULL,
        UNIQUE (recipe, code, "where", what)
    ) STRICT;
CREATE TRIGGER problems_no_update BEFORE UPDATE ON problems BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER problems_no_delete BEFORE DELETE ON problems BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE sentences (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        part INTEGER NOT NULL,
        block INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        end INTEGER NOT NULL CHECK (end >= start),
        quote TEXT NOT NULL,
        UNIQUE (coding, part)
    ) STRICT;
CREATE TRIGGER sentences_no_update BEFORE UPDATE ON sentences BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER sentences_no_delete BEFORE DELETE ON sentences BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE claims (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        kind TEXT NOT NULL,
        speaker_text TEXT,
        speaker_code TEXT,
        speaker_id TEXT,
        speaker_row TEXT,
        parent TEXT,
        probability REAL NOT NULL,
        negated INTEGER NOT NULL,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, parent) REFERENCES claims (coding, id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        type TEXT NOT NULL,
        mode TEXT,
        context TEXT NOT NULL,
        cameo TEXT NOT NULL,
        actor_text TEXT,
        actor_code TEXT,
        actor_id TEXT,
        actor_row TEXT,
        recipient_text TEXT,
        recipient_code TEXT,
        recipient_id TEXT,
        recipient_row TEXT,
        status TEXT NOT NULL,
        certainty TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        prediction INTEGER NOT NULL,
        date_start TEXT,
        date_end TEXT,
        date_text TEXT,
        place_text TEXT,
        place_country TEXT,
        probability REAL NOT NULL,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    ) STRICT;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE predictions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        event TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        certainty TEXT NOT NULL,
        words TEXT NOT NULL,
        low REAL NOT NULL,
        high REAL NOT NULL,
        origin TEXT NOT NULL,
        by_start TEXT,
        by_end TEXT,
        by_text TEXT,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, event) REFERENCES events (coding, id),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    ) STRICT;
CREATE TRIGGER predictions_no_update BEFORE UPDATE ON predictions BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER predictions_no_delete BEFORE DELETE ON predictions BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE relations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        kind TEXT NOT NULL,
        subject_text TEXT NOT NULL,
        subject_code TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        subject_row TEXT NOT NULL,
        object_text TEXT NOT NULL,
        object_code TEXT NOT NULL,
        object_id TEXT NOT NULL,
        object_row TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    ) STRICT;
CREATE TRIGGER relations_no_update BEFORE UPDATE ON relations BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER relations_no_delete BEFORE DELETE ON relations BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE magnitudes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        row TEXT NOT NULL,
        part INTEGER NOT NULL,
        kind TEXT NOT NULL,
        low REAL,
        best REAL NOT NULL,
        high REAL,
        text TEXT NOT NULL,
        UNIQUE (coding, row, part),
        FOREIGN KEY (coding, row) REFERENCES events (coding, id)
    ) STRICT;
CREATE TRIGGER magnitudes_no_update BEFORE UPDATE ON magnitudes BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER magnitudes_no_delete BEFORE DELETE ON magnitudes BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE spans (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        row TEXT NOT NULL,
        field TEXT NOT NULL,
        part INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        end INTEGER NOT NULL CHECK (end >= start),
        quote TEXT NOT NULL,
        UNIQUE (coding, row, field, part)
    ) STRICT;
CREATE TRIGGER spans_no_update BEFORE UPDATE ON spans BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER spans_no_delete BEFORE DELETE ON spans BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE reasons (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        row TEXT NOT NULL,
        part INTEGER NOT NULL,
        field TEXT NOT NULL,
        by TEXT NOT NULL,
        start INTEGER CHECK (start >= 0),
        end INTEGER CHECK (end >= start),
        quote TEXT,
        UNIQUE (coding, row, part)
    ) STRICT;
CREATE TRIGGER reasons_no_update BEFORE UPDATE ON reasons BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER reasons_no_delete BEFORE DELETE ON reasons BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE INDEX articles_found ON readings (article, recipe);
CREATE INDEX documents ON readings (doc_id);
CREATE INDEX recipes_finished ON finishes (recipe, codings);
CREATE INDEX claims_coded ON claims (coding, id);
CREATE INDEX events_coded ON events (coding, id);
CREATE INDEX predictions_coded ON predictions (coding, id);
CREATE INDEX relations_coded ON relations (coding, id);
CREATE INDEX event_types ON events (type);
CREATE INDEX event_actors ON events (actor_code);
CREATE INDEX event_recipients ON events (recipient_code);
CREATE INDEX event_speakers ON events (said_by_code);
CREATE VIRTUAL TABLE search USING fts5 (quote, content='sentences', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER sentences_searched AFTER INSERT ON sentences BEGIN INSERT INTO search (rowid, quote) VALUES (new.number, new.quote); END;
CREATE TABLE imports (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL,
        address TEXT NOT NULL,
        format TEXT NOT NULL,
        coder TEXT NOT NULL,
        codebook TEXT NOT NULL,
        codebook_version TEXT NOT NULL,
        columns TEXT NOT NULL,
        first INTEGER NOT NULL,
        events INTEGER NOT NULL,
        digest TEXT NOT NULL,
        version TEXT NOT NULL,
        imported TEXT NOT NULL,
        UNIQUE (sha256, format, coder, codebook, columns)
    ) STRICT;
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE imported_events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        import INTEGER NOT NULL REFERENCES imports (number) DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL,
        id TEXT NOT NULL,
        day TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        source_text TEXT NOT NULL,
        target_text TEXT NOT NULL,
        report TEXT NOT NULL,
        story TEXT NOT NULL,
        publisher TEXT NOT NULL,
        place TEXT NOT NULL
    ) STRICT;
CREATE TRIGGER imported_events_no_update BEFORE UPDATE ON imported_events BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER imported_events_no_delete BEFORE DELETE ON imported_events BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE VIEW current AS
    SELECT number, article, run_id, recipe, reading FROM codings AS one
    WHERE number = (
        SELECT each.number FROM codings AS each WHERE each.article = one.article
        ORDER BY each.number <= coalesce(
            (SELECT max(codings) FROM finishes WHERE finishes.recipe = each.recipe), 0
        ) DESC, each.number DESC
        LIMIT 1
    );
CREATE VIRTUAL TABLE event_words USING fts5 (actor, recipient, said_by, facts, sentence, content='', tokenize="ascii tokenchars '_'");
CREATE TABLE plans (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL UNIQUE,
        prediction TEXT,
        claim TEXT NOT NULL,
        content TEXT NOT NULL,
        version TEXT NOT NULL,
        laid TEXT NOT NULL
    ) STRICT;
CREATE TRIGGER plans_no_update BEFORE UPDATE ON plans BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER plans_no_delete BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TABLE verdicts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        plan TEXT REFERENCES plans (digest),
        prediction TEXT,
        verdict TEXT NOT NULL CHECK (verdict IN (
            'supported', 'contradicted', 'no detectable change', 'cannot tell', 'not testable'
        )),
        content TEXT NOT NULL,
        by TEXT NOT NULL,
        evidence TEXT,
        made TEXT NOT NULL,
        CHECK (plan IS NOT NULL OR (prediction IS NOT NULL AND evidence IS NOT NULL))
    ) STRICT;
CREATE TRIGGER verdicts_no_update BEFORE UPDATE ON verdicts BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE INDEX predictions_judged ON verdicts (prediction, number);
CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article TEXT NOT NULL REFERENCES articles (sha256),
        coding INTEGER NOT NULL REFERENCES codings (number),
        kind TEXT NOT NULL CHECK (kind IN ('claim', 'event', 'prediction', 'relation')),
        row TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject', 'unsure', 'add', 'withdraw')),
        corrections TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        decided TEXT NOT NULL,
        note TEXT,
        blind INTEGER NOT NULL,
        withdraws INTEGER UNIQUE REFERENCES decisions (number),
        previous TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL UNIQUE
    ) STRICT;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END;
CREATE INDEX rows_decided ON decisions (article, row, reviewer);
CREATE INDEX reviewers_deciding ON decisions (reviewer, number);
