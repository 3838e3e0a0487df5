package io.slipway.imports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.ui.FormErrors;

/** Reads a file in another way than was guessed. */
class ReadDialog extends Dialog {

    private final FormErrors errors = new FormErrors();

    ReadDialog(ImportDesk desk, ImportId id, ImportJob.File file, Runnable changed) {
        setHeaderTitle("How to read " + file.name());
        setWidth("min(28rem, 100vw)");
        CsvFormat format = file.inspection().format();
        Select<String> charset = new Select<>();
        charset.setLabel("Encoding");
        charset.setItems(CsvFormat.CHARSETS);
        charset.setItemLabelGenerator(name -> name.equals("windows-1252") ? "Windows-1252 (Western European)" : name);
        charset.setValue(format.charset());
        Select<Character> delimiter = new Select<>();
        delimiter.setLabel("Between two cells");
        delimiter.setItems(CsvFormat.DELIMITERS);
        delimiter.setItemLabelGenerator(CsvFormat::inWords);
        delimiter.setValue(format.delimiter());
        Checkbox header = new Checkbox("The first line has the names of the columns", format.header());
        charset.setWidthFull();
        delimiter.setWidthFull();
        errors.at("charset", charset).at("delimiter", delimiter);
        Div body = new Div(errors, charset, delimiter, header);
        body.addClassName("dialog-body");
        add(body);
        Button read = new Button("Read again", click -> {
            CsvFormat wanted = new CsvFormat(charset.getValue(), delimiter.getValue(), header.getValue());
            boolean done = errors.attempt(
                    () -> desk.imports().reread(desk.currentActor().get(), id, file.number(), wanted));
            if (done) {
                close();
                changed.run();
            }
        });
        read.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        read.setDisableOnClick(false);
        getFooter().add(new Button("Cancel", click -> close()), read);
    }
}
