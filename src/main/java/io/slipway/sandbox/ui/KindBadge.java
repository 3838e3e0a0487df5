package io.slipway.sandbox.ui;

import com.vaadin.flow.component.html.Span;
import io.slipway.definition.RevisionKind;

/** Add, Modify or Delete as sign, word and colour. */
class KindBadge extends Span {

    KindBadge(RevisionKind kind) {
        addClassNames(
                "badge",
                switch (kind) {
                    case ADD -> "badge-success";
                    case MODIFY -> "badge-info";
                    case DELETE -> "badge-danger";
                });
        setText(kind.sign() + " " + kind.label());
    }
}
