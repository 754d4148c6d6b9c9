package kafkabus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// Kafka drops whole segments, and only closed ones: a message may stay for that much longer than it should. With
	// the longest age that is six hours, well before the inbox forgets.
	segmentsPerAge  = 12
	segmentsPerSize = 8
	leastSegment    = 4 << 20
	mostSegment     = 1 << 30
)

// settings are what the topic must be like. The time of a message on the broker is that of its arrival: that of its
// event may be long past, and retention would drop it at once.
func (c Config) settings() map[string]string {
	perPartition := c.MaxBytes / int64(c.Partitions)
	out := map[string]string{
		"cleanup.policy":         "delete",
		"message.timestamp.type": "LogAppendTime",
		"max.message.bytes":      strconv.Itoa(maxMessage),
		"retention.ms":           strconv.FormatInt(c.MaxAge.Milliseconds(), 10),
		"retention.bytes":        strconv.FormatInt(perPartition, 10),
		"segment.ms":             strconv.FormatInt((c.MaxAge / segmentsPerAge).Milliseconds(), 10),
		"segment.bytes":          strconv.FormatInt(min(max(perPartition/segmentsPerSize, leastSegment), mostSegment), 10),
	}
	if c.Replicas >= 3 {
		out["min.insync.replicas"] = "2"
	}
	return out
}

// prepare makes the topic, or brings one that exists to the settings.
func (b *Bus) prepare(ctx context.Context) error {
	partitions, err := b.partitions(ctx)
	if err != nil {
		return err
	}
	if partitions == 0 {
		return b.create(ctx)
	}
	if partitions != b.cfg.Partitions {
		b.log.WarnContext(ctx, "the topic has other partitions than configured and keeps them",
			"topic", b.cfg.Topic, "partitions", partitions, "configured", b.cfg.Partitions)
	}
	return b.adjust(ctx)
}

// partitions counts those of the topic; 0: there is no topic.
func (b *Bus) partitions(ctx context.Context) (int, error) {
	req := kmsg.NewPtrMetadataRequest()
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = kmsg.StringPtr(b.cfg.Topic)
	req.Topics = append(req.Topics, topic)
	resp, err := req.RequestWith(ctx, b.out)
	if err != nil {
		return 0, fmt.Errorf("look for it: %w", err)
	}
	if len(resp.Topics) != 1 {
		return 0, fmt.Errorf("look for it: the broker tells of %d topics", len(resp.Topics))
	}
	err = kerr.ErrorForCode(resp.Topics[0].ErrorCode)
	if err != nil && !errors.Is(err, kerr.UnknownTopicOrPartition) {
		return 0, fmt.Errorf("look for it: %w", err)
	}
	return len(resp.Topics[0].Partitions), nil
}

func (b *Bus) create(ctx context.Context) error {
	topic := kmsg.NewCreateTopicsRequestTopic()
	topic.Topic, topic.NumPartitions = b.cfg.Topic, int32(b.cfg.Partitions) //nolint:gosec // at most 1000, see Validate
	topic.ReplicationFactor = -1
	if b.cfg.Replicas > 0 {
		topic.ReplicationFactor = int16(b.cfg.Replicas) //nolint:gosec // at most 10, see Validate
	}
	for name, value := range b.cfg.settings() {
		setting := kmsg.NewCreateTopicsRequestTopicConfig()
		setting.Name, setting.Value = name, kmsg.StringPtr(value)
		topic.Configs = append(topic.Configs, setting)
	}
	req := kmsg.NewPtrCreateTopicsRequest()
	req.TimeoutMillis = int32(requestTimeout / time.Millisecond)
	req.Topics = append(req.Topics, topic)
	resp, err := req.RequestWith(ctx, b.out)
	if err != nil {
		return fmt.Errorf("make it: %w", err)
	}
	for _, t := range resp.Topics {
		// Another process may have been faster.
		if err := kerr.ErrorForCode(t.ErrorCode); err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
			return fmt.Errorf("make it: %w%s", err, told(t.ErrorMessage))
		}
	}
	return nil
}

// adjust brings the topic to the settings. Where the user may not, operators have seen to it, and it is only told.
func (b *Bus) adjust(ctx context.Context) error {
	resource := kmsg.NewIncrementalAlterConfigsRequestResource()
	resource.ResourceType, resource.ResourceName = kmsg.ConfigResourceTypeTopic, b.cfg.Topic
	for name, value := range b.cfg.settings() {
		setting := kmsg.NewIncrementalAlterConfigsRequestResourceConfig()
		setting.Name, setting.Op, setting.Value = name, kmsg.IncrementalAlterConfigOpSet, kmsg.StringPtr(value)
		resource.Configs = append(resource.Configs, setting)
	}
	req := kmsg.NewPtrIncrementalAlterConfigsRequest()
	req.Resources = append(req.Resources, resource)
	resp, err := req.RequestWith(ctx, b.out)
	if err != nil {
		return fmt.Errorf("set its retention: %w", err)
	}
	for _, r := range resp.Resources {
		err := kerr.ErrorForCode(r.ErrorCode)
		if errors.Is(err, kerr.TopicAuthorizationFailed) || errors.Is(err, kerr.ClusterAuthorizationFailed) {
			b.log.WarnContext(ctx, "not allowed to set the topic's retention, which must be 72 hours at most", "topic", b.cfg.Topic)
			continue
		}
		if err != nil {
			return fmt.Errorf("set its retention: %w%s", err, told(r.ErrorMessage))
		}
	}
	return nil
}

func told(message *string) string {
	if message == nil || *message == "" {
		return ""
	}
	return ": " + *message
}
