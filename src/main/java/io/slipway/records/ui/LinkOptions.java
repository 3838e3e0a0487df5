package io.slipway.records.ui;

import com.vaadin.flow.data.provider.Query;
import io.slipway.account.Actor;
import io.slipway.account.PersonDirectory;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import io.slipway.records.Records;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What can be chosen in link and user fields: found by what is typed, read from the server in parts. */
@Component
class LinkOptions {

    private final Records records;
    private final PersonDirectory people;
    private final NameLookup names;

    LinkOptions(Records records, PersonDirectory people, NameLookup names) {
        this.records = records;
        this.people = people;
        this.names = names;
    }

    /** Records of a table whose title has the text in it, by title. */
    Stream<Option<RecordId>> records(Reader reader, ResourceId table, Query<Option<RecordId>, String> query) {
        String text = query.getFilter().orElse("").strip();
        Optional<Field> title = reader.definition().titleField(table);
        boolean byTitle = title.filter(field -> Display.isText(field.kind())).isPresent();
        List<View.Filter> filters = byTitle && !text.isEmpty()
                ? List.of(new View.Filter(title.orElseThrow().id(), View.Comparison.CONTAINS, text))
                : List.of();
        List<View.Sort> sorts =
                title.stream().map(field -> new View.Sort(field.id(), false)).toList();
        List<StoredRecord> found = records.query(
                reader.actor(),
                reader.environment(),
                new RecordQuery(
                        table,
                        title.stream().map(Field::id).toList(),
                        filters,
                        null,
                        byTitle ? "" : text,
                        sorts,
                        query.getOffset(),
                        query.getLimit()));
        Map<RecordId, String> titles = names.titlesOf(reader, table, found);
        return found.stream().map(each -> new Option<>(each.id(), titles.getOrDefault(each.id(), "")));
    }

    /** Records of a table by their ids; those not there or not to be seen keep their place without a name. */
    List<Option<RecordId>> chosen(Reader reader, ResourceId table, Collection<RecordId> ids) {
        Names known = new Names(Map.of(), names.titles(reader, table, ids));
        return ids.stream().map(id -> new Option<>(id, known.title(id))).toList();
    }

    /** People who can be chosen, whose name or e-mail address has the text in it. */
    Stream<Option<Long>> people(Actor.Person actor, Query<Option<Long>, String> query) {
        return people
                .search(actor.account(), query.getFilter().orElse("").strip(), query.getOffset(), query.getLimit())
                .stream()
                .map(entry -> new Option<>(entry.id().value(), entry.name()));
    }

    /** A person chosen earlier, who may have left. */
    Option<Long> chosen(Actor.Person actor, long user) {
        return new Option<>(
                user,
                people.find(actor.account(), new UserId(user))
                        .map(entry -> entry.enabled() ? entry.name() : entry.name() + " (no longer active)")
                        .orElse("Unknown person"));
    }
}
