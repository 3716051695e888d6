"""The appraisal of a study as blocks: tables and figures of its options, criteria and evidence."""
