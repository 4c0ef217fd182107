import { Button, Dialog } from "../../../../lib";

interface LeaveRulesProps {
  readonly changes: number;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}

/** Asks what becomes of rules that are not saved yet. */
export function LeaveRules({ changes, onStay, onDiscard, onSave }: LeaveRulesProps) {
  const them = changes === 1 ? "the change" : `the ${changes} changes`;
  return (
    <Dialog
      open
      size="small"
      title={`Save ${them} to the rules?`}
      description="Rules count only once they are saved."
      onClose={onStay}
      footer={
        <>
          <Button variant="quiet" data-autofocus onClick={onStay}>
            Go on editing
          </Button>
          <Button onClick={onDiscard}>Discard</Button>
          <Button variant="primary" onClick={onSave}>
            Save
          </Button>
        </>
      }
    />
  );
}
