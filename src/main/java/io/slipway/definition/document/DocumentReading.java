package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.value.ConversionRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a document asks for.
 *
 * @param target the resources there would be; while there are problems only as far as they could be read
 * @param conversions per field: what to do with values that do not convert
 * @param paths where in the document a resource is
 * @param problems everything that can't be taken, in the order of the document
 */
public record DocumentReading(
        SortedMap<ResourceId, Resource> target,
        Map<ResourceId, ConversionRule> conversions,
        Map<ResourceId, String> paths,
        List<DocumentProblem> problems) {

    public DocumentReading {
        target = Collections.unmodifiableSortedMap(new TreeMap<>(target));
        conversions = Map.copyOf(conversions);
        paths = Map.copyOf(paths);
        problems = List.copyOf(problems);
    }

    /** Where a resource is in the document; the whole document when it does not name it. */
    public String path(ResourceId id) {
        return paths.getOrDefault(id, "$");
    }
}
