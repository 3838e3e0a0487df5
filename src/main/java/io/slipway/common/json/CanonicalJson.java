package io.slipway.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.common.ResourceId;
import io.slipway.common.Sha256;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON with sorted properties and map keys and without empty optionals, so that equal values have equal text. Unknown
 * properties are an error: a body of a newer format must never be half understood.
 */
public final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addKeyDeserializer(ResourceId.class, new ResourceIdKey()))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private CanonicalJson() {}

    /** Maps by resource have its number as property name. */
    private static final class ResourceIdKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return ResourceId.parse(key);
        }
    }

    /** The canonical text of a value. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * @throws tools.jackson.core.JacksonException when the text is no such value
     */
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /**
     * @throws tools.jackson.core.JacksonException when the text is no such value
     */
    public static <T> T read(String text, TypeReference<T> type) {
        return MAPPER.readValue(text, type);
    }

    /** SHA-256 of the canonical text, in hexadecimal. */
    public static String hash(Object value) {
        return Sha256.hex(write(value));
    }
}
