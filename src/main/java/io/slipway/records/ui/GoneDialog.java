package io.slipway.records.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** The record one is editing was deleted by somebody else. */
final class GoneDialog {

    private GoneDialog() {}

    /**
     * @param mayCreate whether the input can be saved as a new record
     */
    static void open(boolean mayCreate, Runnable asNew, Runnable leave) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setWidth("min(30rem, 100vw)");
        dialog.setHeader("This record is no longer there");
        dialog.setCancelable(true);
        dialog.setCancelText("Back to the form");
        if (mayCreate) {
            dialog.setText("Somebody else deleted it. You can make a new record of what you typed, or leave it.");
            dialog.setRejectable(true);
            dialog.setRejectText("Discard my input");
            dialog.addRejectListener(reject -> leave.run());
            dialog.setConfirmText("Make a new record");
            dialog.addConfirmListener(confirm -> asNew.run());
        } else {
            dialog.setText(
                    "Somebody else deleted it. What you typed can't be saved; copy what you need before you leave.");
            dialog.setConfirmText("Discard my input");
            dialog.addConfirmListener(confirm -> leave.run());
        }
        dialog.open();
    }
}
