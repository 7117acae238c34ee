/**
 * The audit chain. The triggers stop every ordinary way of rewriting history; a database superuser can switch them off,
 * which is why the rows are chained by hash as well.
 */
export const auditTable: readonly string[] = [
  `CREATE TABLE audit_row (
    sequence bigint NOT NULL,
    at varchar NOT NULL,
    action varchar NOT NULL,
    actor_id varchar NOT NULL,
    subject_type varchar NOT NULL,
    subject_id varchar NOT NULL,
    facts jsonb NOT NULL,
    previous_hash varchar NOT NULL,
    hash varchar NOT NULL,
    CONSTRAINT audit_row_pk PRIMARY KEY (sequence)
  )`,
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'audit rows are insert-only' USING ERRCODE = 'restrict_violation';
  END
  $$`,
  `CREATE TRIGGER audit_row_insert_only BEFORE UPDATE OR DELETE ON audit_row
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
  `CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_row
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
];
